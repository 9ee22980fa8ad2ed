import { stopReasons } from '../analysis/stop-reason.ts';
import type { Window } from '../load/load-shape.ts';
import { outcomes } from '../measure/measurement.ts';
import { subMetric } from '../metrics/sub-metric.ts';

/** The keys by which the report reads what k6 only keeps if a threshold names it. */
export const startedKey = (phase: 'warmup' | 'measured'): string => subMetric('llm_started', { phase });
export const outcomeKey = (phase: 'warmup' | 'measured', outcome: string): string =>
  subMetric('llm_requests', { phase, outcome });
export const stoppedKey = (reason: string): string => subMetric('llm_stopped', { reason });
export const windowKey = (metric: string, index: number): string => subMetric(metric, { window: String(index) });

const windowMetrics = ['llm_started', 'llm_request_failed', 'llm_time_to_first_token', 'llm_total_generation_time'];

/** All of them. As thresholds without an expression they are kept and never judged. */
export function reportedSubMetrics(windows: Window[]): string[] {
  return [
    startedKey('warmup'),
    startedKey('measured'),
    ...outcomes.map((outcome) => outcomeKey('measured', outcome)),
    ...outcomes.map((outcome) => outcomeKey('warmup', outcome)),
    ...stopReasons.map(stoppedKey),
    ...windows.flatMap(({ index }) => windowMetrics.map((metric) => windowKey(metric, index))),
  ];
}
