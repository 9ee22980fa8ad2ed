import sse, { type IterationPlace, type SampleContext } from 'k6/x/sse';
import type { SampleList, Samples } from '../metrics/samples.ts';

/** The name under which the extension knows the fields of a row. */
export const rowRecord = 'row';

/** The name under which it knows the metrics of an exchange. */
export const exchangeSamples = 'exchange';

interface Emitter {
  emit(values: Samples, context?: SampleContext): void;
  iteration(): IterationPlace;
  tag(tags: Record<string, string | undefined>): void;
  check(results: Record<string, boolean>): void;
  abort(reason: string): void;
  segment(): string | undefined;
}

const plain = 'emit' in sse ? undefined : require('./plain-k6.ts');
const emitter: Emitter = plain ?? sse;

// Functions, so that a script holds those alone that it uses.

/** Hands samples to k6: one for each value that is there. */
export const emit = (values: Samples, context?: SampleContext): void => emitter.emit(values, context);

/** The samples of a measured exchange. */
export const emitExchange = (values: SampleList): void =>
  plain === undefined ? sse.emitSamples(exchangeSamples, values) : plain.emitExchange(values);

/** Where in the run this iteration is. */
export const iteration = (): IterationPlace => emitter.iteration();

/** Tags of the VU, on all samples from now on, k6's own ones too; undefined takes one away. */
export const tag = (tags: Record<string, string | undefined>): void => emitter.tag(tags);

/** k6's own checks, so that they show wherever k6 shows checks. */
export const check = (results: Record<string, boolean>): void => emitter.check(results);

/** Ends the test. */
export const abort = (reason: string): void => emitter.abort(reason);

/** The part of the test that this process runs, such as `0:1/2`; undefined for the whole. Not in the init context. */
export const segment = (): string | undefined => emitter.segment();

/** The text of a row; see `rowValues`. */
export function rowText(values: unknown[]): string {
  return plain === undefined ? sse.record(rowRecord, values) : plain.rowText(values);
}
