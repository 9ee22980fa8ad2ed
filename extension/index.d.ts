/**
 * `k6/x/sse`: server-sent events and other streamed replies, timed by when the bytes reached the machine
 * (Linux: the kernel's time stamp; elsewhere: when they were read).
 * `open` is the API of the community extension xk6-sse; all else is k6-llm's own.
 */
declare module 'k6/x/sse' {
  type Capture = import('../lib/measure/capture.ts').Capture;
  type FrameRules = import('../lib/measure/frame-rules.ts').FrameRules;

  export interface CaptureParams {
    /** @default 'GET' */
    method?: string;
    headers?: Record<string, string>;
    body?: string | ArrayBuffer;
    /** Tags for k6's own samples of this exchange; `name` replaces the URL as k6/http does. */
    tags?: Record<string, string>;
    /** Total time from the call to the last byte. Required: a silent server must not hold a VU. */
    timeoutMs: number;
    /** Longest silence after the response headers. @default no limit but `timeoutMs` */
    idleTimeoutMs?: number;
    /** @default by the reply's content type; anything that is no stream is read as `body` */
    framing?: 'sse' | 'ndjson' | 'aws-eventstream' | undefined;
    /**
     * Rules, or the name that `defineRules` gave them. An object is compiled once: keep it outside the default function,
     * and do not change it after its first use.
     * @default none: frames are counted and timed, nothing is looked up
     */
    frames?: FrameRules | string;
    /** The rules for a reply that is no stream, read as if it were one frame. @default none: it is only handed over */
    wholeBody?: FrameRules | string;
    /** @default [] */
    keep?: ('text' | 'times' | 'frames')[];
    /** Most bytes of body to read, and so of one line. @default 67108864 */
    maxBytes?: number;
  }

  /** Other names are ignored, as xk6-sse does. */
  export interface OpenParams {
    /** @default 'GET' */
    method?: string;
    headers?: Record<string, string>;
    body?: string;
    tags?: Record<string, string>;
    /** A Go duration such as `'60s'`, from dial to last byte. @default none */
    timeout?: string;
    jar?: import('k6/http').CookieJar;
  }

  export interface Event {
    id: string;
    name: string;
    data: string;
    comment: string;
  }

  export interface Client {
    on(event: 'open', handler: () => void): void;
    on(event: 'event', handler: (event: Event) => void): void;
    on(event: 'error', handler: (error: { error(): string }) => void): void;
    close(): void;
  }

  export interface OpenResponse {
    url: string;
    /** 0 when no response came; then `error` says why. */
    status: number;
    headers: Record<string, string>;
    error: string;
    /** The body of a reply that is no event stream (k6-llm's extension only). */
    body?: string;
  }

  /** State of the whole k6 process, shared by all VUs, setup, teardown and handleSummary. Every call is atomic. */
  export interface Shared {
    /** Adds `delta` and returns the new value; an unknown name starts at 0. */
    add(name: string, delta: number): number;
    /** The value, 0 if the name is unknown. */
    get(name: string): number;
    /** Adds `delta` if the result is at most `max`; says whether it did. */
    tryAdd(name: string, delta: number, max: number): boolean;
    /** Puts a non-negative finite value into a sketch of 1 % relative accuracy (DDSketch). */
    observe(name: string, value: number): void;
    /** The quantile `q` (0 to 1), undefined without observations. */
    quantile(name: string, q: number): number | undefined;
    /** How many values were observed. */
    count(name: string): number;
    /** Puts a text at the end of a list of at most `max` texts; false if it is full. */
    append(name: string, text: string, max: number): boolean;
    /** The texts in the order in which they were appended, none if the name is unknown. */
    list(name: string): string[];
  }

  export interface MetricDefinition {
    name: string;
    kind: 'counter' | 'gauge' | 'rate' | 'trend';
    /** Its values are milliseconds. @default false */
    time?: boolean;
  }

  /** What one call of `emit` says beyond its values, on top of the VU's own tags and metadata. */
  export interface SampleContext {
    tags?: Record<string, string>;
    metadata?: Record<string, string>;
  }

  export interface IterationPlace {
    scenario: string;
    /** Milliseconds since the scenario's start, on the monotonic clock. */
    sinceStartMs: number;
    /** Unique in the test, from 1. */
    vu: number;
    /** Of this iteration in its scenario, from 0, over all VUs. Absent where k6 counts none. */
    number?: number;
  }

  const sse: {
    /** Opens a stream and blocks this VU until it has ended. */
    open(url: string, params: OpenParams, setup: (client: Client) => void): OpenResponse;
    open(url: string, setup: (client: Client) => void): OpenResponse;
    /**
     * Runs one exchange wholly in Go and returns when it has ended; no JS runs meanwhile. Throws on a wrong URL,
     * method or parameter; everything the peer does is a value in the result (`ended`).
     */
    capture(url: string, params: CaptureParams): Capture;
    /** Absent in the community extension. */
    shared: Shared;
    /** Gives rules a name for all VUs, so that none but the one that defines them holds the object. */
    defineRules(name: string, rules: FrameRules): void;
    /**
     * Registers metrics for `emit`, in the init context, for all VUs: one VU's call is enough. k6's own metric objects
     * weigh 1.5 kB each in every VU.
     */
    defineMetrics(definitions: MetricDefinition[]): void;
    /** One sample for each value, by metric; undefined gives none. All are of one moment and are handed to k6 together. */
    emit(values: Record<string, number | undefined>, context?: SampleContext): void;
    /**
     * Gives data a name for all VUs: each makes of them what it looks at, and none can change them.
     *
     * @param make gives them as JSON, an object or an array; called where the name is not defined yet
     */
    defineData(name: string, make: () => string): void;
    data(name: string): unknown;
    /** Lists metrics of `defineMetrics` whose samples are emitted together, for all VUs. */
    defineSamples(name: string, metrics: string[]): void;
    /** `emit` of all metrics of a list, by their places in it and not by name. */
    emitSamples(name: string, values: (number | undefined)[]): void;
    /** Gives a kind of record its fields, for all VUs. `decimals` rounds numbers, 0 to 9. */
    defineRecord(name: string, fields: { name: string; decimals?: number | undefined }[]): void;
    /**
     * The text that JSON.stringify would give of an object with these values, in the order of its fields; undefined leaves
     * a field out. Without the object, which is most of the cost.
     */
    record(name: string, values: unknown[]): string;
    /**
     * Gives a function that makes objects with these fields and no others, which are absent until they are set, in less
     * memory than a plain object of many fields takes. They have no prototype. For what stays in a worker.
     */
    objects(fields: string[]): () => object;
    /** The running iteration, in one look; k6/execution makes its objects anew at each, which costs ten times as much. */
    iteration(): IterationPlace;
    /** Ascending times of arrivals, milliseconds since the start of the scenario that asks for them first; for all VUs. */
    defineSchedule(name: string, times: number[]): void;
    /**
     * Blocks this VU until an arrival of its own is due, and gives its number from 0; -1 when all are taken. Each goes to
     * the VU that began to wait last, so that few VUs, still warm, do all the work that few can do.
     */
    nextArrival(name: string): number;
    /**
     * Gives the process its workers: JavaScript runtimes that all VUs share. What a thousand VUs would each hold, and each
     * find cold, they hold once. In the init context, once.
     *
     * @param source a CommonJS module that may require `k6/x/sse` alone and exports `start(setup)`, which gives (a promise
     * of) `{ define(client), begin(client, prompt, about, number), measure(turn, capture), record(turn, exchange, seen), leave(turn) }`
     * @param setup what `start` is called with
     */
    defineWorker(source: string, setup: string): void;
    /** Lets each worker make a client ready, by calling its `define`. */
    defineClient(client: string): void;
    /**
     * One exchange that a worker makes: its `begin` gives `{ request: { url, method, headers, body }, params }`, the others
     * of `CaptureParams`, which are read anew if they are another object (undefined: nothing is to be sent, and `ask` gives
     * undefined), `capture` runs it, `measure` gives what this call gives, `record` emits what is to be known of it.
     * In these the members of `k6/x/sse` are those of the VU that asks. All that goes between the two is copied; of the
     * result, what is looked at.
     *
     * @param look is called with the exchange before it is recorded; what it gives is `seen`. Throws it, then `leave` is
     * called in place of `record`
     */
    ask(
      client: string,
      prompt: import('../lib/protocols/protocol.ts').Prompt,
      about: object,
      look?: (exchange: import('../lib/k6/client.ts').Exchange) => object,
    ): import('../lib/k6/client.ts').Exchange | undefined;
    /** k6's own checks, by name. */
    check(results: Record<string, boolean>): void;
    /** Ends the test as `test.abort` of k6/execution does. */
    abort(reason: string): void;
    /** The part of the test that this process runs, such as `0:1/2`; undefined for the whole. */
    segment(): string | undefined;
    /** Sets tags of this VU for all samples from now on; undefined takes one away. */
    tag(tags: Record<string, string | undefined>): void;
    /** The version of k6 that this was built into, such as `v2.2.0`. Absent in the community extension. */
    k6: string;
  };
  export default sse;
}
