import sse, { type IterationPlace, type SampleContext } from 'k6/x/sse';
import type { Samples } from '../metrics/samples.ts';

interface Emitter {
  /** Hands samples to k6: one for each value that is there. */
  emit(values: Samples, context?: SampleContext): void;
  /** Where in the run this iteration is. */
  iteration(): IterationPlace;
  /** Tags of the VU, on all samples from now on, k6's own ones too; undefined takes one away. */
  tag(tags: Record<string, string | undefined>): void;
}

const emitter: Emitter = 'emit' in sse ? sse : require('./plain-k6.ts');

export const { emit, iteration, tag } = emitter;

if (__VU === 0 && 'defineMetrics' in sse) require('./once.ts').defineMetrics();
