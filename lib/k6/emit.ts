import sse, { type IterationPlace, type SampleContext } from 'k6/x/sse';
import type { Samples } from '../metrics/samples.ts';

/** The name under which the extension knows the fields of a row. */
const rowRecord = 'row';

interface Emitter {
  /** Hands samples to k6: one for each value that is there. */
  emit(values: Samples, context?: SampleContext): void;
  /** Where in the run this iteration is. */
  iteration(): IterationPlace;
  /** Tags of the VU, on all samples from now on, k6's own ones too; undefined takes one away. */
  tag(tags: Record<string, string | undefined>): void;
}

const plain = 'emit' in sse ? undefined : require('./plain-k6.ts');
const emitter: Emitter = plain ?? sse;

export const { emit, iteration, tag } = emitter;

/** The text of a row; see `rowValues`. */
export function rowText(values: unknown[]): string {
  return plain === undefined ? sse.record(rowRecord, values) : plain.rowText(values);
}

if (__VU === 0 && plain === undefined) require('./once.ts').defineForEmit(rowRecord);
