/**
 * The entry of `dist/lib/worker.js`: the way of a request for all virtual users together. The extension runs it in a few
 * JavaScript runtimes of its own, since a thousand virtual users would each hold it, and each find it cold.
 */
import sse, { type CaptureParams } from 'k6/x/sse';
import type { Capture } from '../measure/capture.ts';
import type { Options } from '../options/table.ts';
import { loadProtocol } from '../protocols/index.ts';
import type { HttpRequest, Prompt } from '../protocols/protocol.ts';
import type { Exchange, ExchangeContext, ExchangeNotes } from './client.ts';
import { exchangeFields } from './exchange-fields.ts';
import { type Begun, type ExchangeSteps, exchangeSteps, type StepsSetup } from './exchange-steps.ts';
import { leaveExchange } from './stopping.ts';
import { captureParams } from './transports/capture-params.ts';

/** Plain data: it travels as JSON. */
export type WorkerSetup = Omit<StepsSetup, 'protocol' | 'streams' | 'blank'>;

/** What a client may have of its own. */
export type ChangedOptions = Partial<Pick<Options, 'baseUrl' | 'model'>>;

/** One exchange of one virtual user. The extension reads the first two, and hands it from step to step. */
interface Turn {
  request: HttpRequest;
  params: CaptureParams;
  steps: ExchangeSteps;
  begun: Begun;
  notes: ExchangeNotes;
}

/**
 * Called once by the extension.
 *
 * @param setup {@link WorkerSetup} as JSON
 */
export async function start(setup: string) {
  const run: WorkerSetup = JSON.parse(setup);
  const protocol = await loadProtocol(run.options.protocol);
  const blank = sse.objects(exchangeFields);
  const clients: Record<string, Pick<Turn, 'steps' | 'params'>> = {};

  return {
    /**
     * @param client {@link ChangedOptions} as JSON, by which a client is known
     * @throws LlmError where it could not be run
     */
    define(client: string): void {
      const options = { ...run.options, ...JSON.parse(client) };
      const steps = exchangeSteps({ ...run, options, protocol, streams: true, blank });
      clients[client] = { steps, params: captureParams(steps.limits, protocol) };
    },
    begin(client: string, prompt: Prompt, about: Omit<ExchangeContext, 'notYet'>, number: number): Turn | undefined {
      const { steps, params } = clients[client] as Pick<Turn, 'steps' | 'params'>;
      const begun = steps.begin(prompt, about, number);
      if (begun === undefined) return undefined;
      // A function stayed behind: its virtual user will say what it gives.
      const notes = typeof about.labels === 'object' ? { labels: about.labels } : {};
      return { request: begun.request, params, steps, begun, notes };
    },
    measure: ({ steps, begun }: Turn, capture: Capture): Exchange => steps.measure(begun, capture),
    record({ steps, begun, notes }: Turn, exchange: Exchange, seen?: ExchangeNotes): void {
      try {
        steps.record(begun, exchange, seen ?? notes);
      } finally {
        leaveExchange();
      }
    },
    leave: leaveExchange,
  };
}
