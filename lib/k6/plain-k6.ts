/** What our extension does in one call, by k6's own modules; loaded where it is missing. */
import { type Checkers, check as checkInK6 } from 'k6';
import exec from 'k6/execution';
import { Counter, Gauge, Rate, Trend } from 'k6/metrics';
import type { IterationPlace, SampleContext } from 'k6/x/sse';
import { namedSamples } from '../metrics/exchange-metrics.ts';
import type { SampleList, Samples } from '../metrics/samples.ts';
import { type MetricName, metricNames, metricRow } from '../metrics/table.ts';

export { rowText } from '../measure/row-text.ts';

const kinds = { trend: Trend, counter: Counter, rate: Rate, gauge: Gauge };

const metrics = Object.fromEntries(
  metricNames.map((name) => [name, new kinds[metricRow(name).kind](name, metricRow(name).unit === 'time')]),
);

export function emit(values: Samples, { tags, metadata = {} }: SampleContext = {}): void {
  const ofVu = exec.vu.metrics.metadata;
  Object.assign(ofVu, metadata);
  for (const name of Object.keys(values) as MetricName[]) {
    const value = values[name];
    if (value !== undefined) metrics[name]?.add(value, tags);
  }
  for (const key of Object.keys(metadata)) delete ofVu[key];
}

export const emitExchange = (values: SampleList): void => emit(namedSamples(values));

/**
 * `sinceStartMs` is told by k6 in whole milliseconds of another clock, so each virtual user finds a start of its own, up
 * to a millisecond off.
 */
export function iteration(): IterationPlace {
  const { name, startTime, iterationInTest } = exec.scenario;
  return { scenario: name, sinceStartMs: Date.now() - startTime, vu: exec.vu.idInTest, number: iterationInTest };
}

export function tag(tags: Record<string, string | undefined>): void {
  const ofVu = exec.vu.metrics.tags;
  for (const [name, value] of Object.entries(tags)) {
    if (value === undefined) delete ofVu[name];
    else ofVu[name] = value;
  }
}

export function check(results: Record<string, boolean>): void {
  // k6 takes values as well as functions, which cost a call each; its types know functions only.
  checkInK6(null, results as unknown as Checkers<null>);
}

export const abort = (reason: string): void => exec.test.abort(reason);

/** @types/k6 does not know it. */
export function segment(): string | undefined {
  return (exec.test.options as { executionSegment?: string | null }).executionSegment ?? undefined;
}
