import type { AnswerChecks } from '../measure/answer-checks.ts';
import type { Capture } from '../measure/capture.ts';
import type { Measurement } from '../measure/measurement.ts';
import type { Labels } from '../measure/row.ts';
import type { HttpRequest, Prompt } from '../protocols/protocol.ts';

/** One exchange: what was measured, what the checks say of the answer. */
export interface Exchange extends Measurement {
  checks?: AnswerChecks | undefined;
  /** Headers and body as they came, for what few scenarios look for in them; never recorded. */
  reply?: Pick<Capture, 'headers' | 'body'>;
  /** Where it was sent; never recorded, for its query may be a key. */
  url?: string;
}

export interface Client {
  /**
   * Sends one prompt and measures the answer. Undefined when the run is stopping and nothing may be sent any more.
   * Call it from VU code only.
   */
  complete(prompt: Prompt, about?: ExchangeContext): Exchange | undefined;
}

/** What a scenario knows of an exchange that nobody else does. */
export interface ExchangeContext extends ExchangePlace {
  /** Kept in the row, for the scenario's own analysis; a function where they depend on the answer. */
  labels?: Labels | ((exchange: Exchange) => Labels | undefined);
  /**
   * Whether an answer is no answer yet, but what the scenario waits out and asks again after: recorded by its outcome,
   * and judged by nothing either, since it is the time until the answer that counts.
   */
  notYet?: (exchange: Exchange) => boolean;
}

/** As much of it as is known before the exchange. */
export interface ExchangePlace {
  /** When our own schedule wanted it to start, milliseconds since the scenario's start: its phase and window are of then. */
  intendedMs?: number;
  /** Part of the scenario's set-up, as a warm-up is: sent and recorded, judged by nothing. */
  aside?: boolean;
  /** Where the endpoint has sent us on to, in place of its usual path. */
  movedTo?: Pick<HttpRequest, 'method' | 'url'>;
}

/** What a scenario says of an exchange when it has seen the answer. */
export interface ExchangeNotes {
  labels?: Labels | undefined;
  notYet?: boolean | undefined;
}

/** What {@link ExchangeContext} has to say of this exchange. */
export function notesOn(exchange: Exchange, { labels, notYet }: ExchangeContext): ExchangeNotes {
  return { labels: typeof labels === 'function' ? labels(exchange) : labels, notYet: notYet?.(exchange) };
}
