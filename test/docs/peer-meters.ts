import type { WorkedExchange } from '../../docs/definitions/worked-exchange.ts';

/** What a tool would have measured of an exchange: its numbers in the order of its section, undefined for those that a row does not tell. */
export type Meter = (exchange: WorkedExchange) => (number | undefined)[];

interface Frame {
  atMs: number;
  choices?: { delta: { content?: string; reasoning_content?: string; tool_calls?: unknown[] } }[];
  usage?: { completion_tokens: number; completion_tokens_details: { reasoning_tokens: number } };
}

/** As its source says what the tool does with each frame; nothing here knows a row. */
export const peerMeters: Record<string, Meter> = {
  'vLLM bench serve': (exchange) => {
    const seen = timesOf(exchange, ({ choices }) => (choices?.length ?? 0) > 0);
    const [first, last, { output }] = [at(seen, 0), at(seen, -1), tokensOf(exchange)];
    return [first, mean(gapsOf(seen)), (last - first) / (output - 1), last];
  },
  'SGLang bench_serving': (exchange) => {
    const seen = timesOf(exchange, (frame) => hasText(frame) || hasReasoning(frame));
    const first = at(seen, 0);
    return [first, mean(gapsOf(seen)), (endOf(exchange) - first) / (tokensOf(exchange).output - 1), endOf(exchange)];
  },
  GuideLLM: (exchange) => {
    const seen = timesOf(exchange, isGenerated);
    const [first, last, { output }] = [at(seen, 0), at(seen, -1), tokensOf(exchange)];
    const answer = at(
      timesOf(exchange, (frame) => isGenerated(frame) && !hasReasoning(frame)),
      0,
    );
    const end = endOf(exchange);
    return [first, answer, (last - first) / (output - 1), last / output, end, output / (end / 1000)];
  },
  AIPerf: (exchange) => {
    const seen = timesOf(exchange, isGenerated);
    const [first, last, { output }] = [at(seen, 0), at(seen, -1), tokensOf(exchange)];
    const answer = at(
      timesOf(exchange, (frame) => isGenerated(frame) && !hasReasoning(frame)),
      0,
    );
    const interToken = (last - first) / (output - 1);
    return [first, answer, interToken, mean(gapsOf(seen)), last, 1000 / interToken];
  },
  'GenAI-Perf': (exchange) => {
    const seen = timesOf(exchange, hasText);
    const [first, last, { text }] = [at(seen, 0), at(seen, -1), tokensOf(exchange)];
    return [first, (last - first) / (text - 1), last, text / (last / 1000)];
  },
  LLMPerf: (exchange) => {
    const seen = timesOf(exchange, hasText);
    const { text } = tokensOf(exchange);
    // The first token's wait is the first of what it adds up.
    const waits = [at(seen, 0), ...gapsOf(seen)];
    return [at(seen, 0), sum(waits) / text, endOf(exchange), text / (endOf(exchange) / 1000)];
  },
  'inference-perf': (exchange) => {
    const seen = timesOf(exchange, hasText);
    const { text } = tokensOf(exchange);
    const [first, last, end] = [at(seen, 0), at(seen, -1), endOf(exchange)];
    return [first, (last - first) / (text - 1), undefined, end / text, end];
  },
  'EvalScope perf': (exchange) => {
    const seen = timesOf(exchange, ({ choices }) => (choices?.length ?? 0) > 0);
    const first = at(seen, 0);
    const last = at(
      timesOf(exchange, ({ usage }) => usage !== undefined),
      0,
    );
    return [first, (last - first) / (tokensOf(exchange).output - 1), mean(gapsOf(seen)), last];
  },
  'genai-bench': (exchange) => {
    const first = at(
      timesOf(exchange, (frame) => hasText(frame) || hasReasoning(frame)),
      0,
    );
    const last = at(
      timesOf(exchange, ({ usage }) => usage !== undefined),
      0,
    );
    return [first, (last - first) / (tokensOf(exchange).output - 1), last];
  },
  'Locust scripts': (exchange) => {
    const first = exchange.steps[0]?.atMs as number;
    const { output } = tokensOf(exchange);
    const end = endOf(exchange);
    return [first, (end - first) / output, end / output, end];
  },
  'k6 `http_req_*`': ({ connectMs, headersMs, steps }) => [
    headersMs - connectMs,
    (steps.at(-1)?.atMs as number) - connectMs,
  ],
  'k6 scripts on xk6-sse': ({ steps }) => [steps[0]?.atMs],
  OpenTelemetry: (exchange) => [exchange.steps[0]?.atMs, undefined, endOf(exchange), undefined],
  'vLLM server': () => [undefined],
};

const hasText = ({ choices }: Frame) => Boolean(choices?.[0]?.delta.content);
const hasReasoning = ({ choices }: Frame) => Boolean(choices?.[0]?.delta.reasoning_content);
const isGenerated = (frame: Frame) =>
  hasText(frame) || hasReasoning(frame) || frame.choices?.[0]?.delta.tool_calls !== undefined;

function framesOf({ steps }: WorkedExchange): Frame[] {
  return steps.flatMap(({ atMs, data }) => (data === '[DONE]' ? [] : [{ ...JSON.parse(data), atMs }]));
}

function timesOf(exchange: WorkedExchange, counts: (frame: Frame) => boolean): number[] {
  return framesOf(exchange).flatMap((frame) => (counts(frame) ? [frame.atMs] : []));
}

/** Of the text alone, as a tokenizer of the tool's own would count them. */
function tokensOf(exchange: WorkedExchange): { output: number; text: number } {
  const usage = framesOf(exchange).flatMap((frame) => frame.usage ?? [])[0];
  if (usage === undefined) throw new Error('the exchange has no usage');
  const { completion_tokens: output, completion_tokens_details: details } = usage;
  return { output, text: output - details.reasoning_tokens };
}

const endOf = ({ steps }: WorkedExchange): number => steps.at(-1)?.atMs as number;
const at = (times: number[], index: number): number => times.at(index) as number;
const gapsOf = (times: number[]): number[] => times.slice(1).map((time, i) => time - at(times, i));
const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: number[]): number => sum(values) / values.length;
