import { percentileOf } from '../analysis/sample-floor.ts';
import type { Window } from '../load/load-shape.ts';
import type { K6Metric } from './k6-summary.ts';
import type { WindowSummary } from './report.ts';
import { windowKey } from './sub-metrics.ts';

/** One row a window that the run lived through. */
export function summariseWindows(
  metrics: Record<string, K6Metric>,
  windows: Window[],
  durationMs: number,
): WindowSummary[] {
  return windows
    .filter(({ endMs }) => endMs <= durationMs)
    .map((window) => {
      const { index, startMs, endMs, requestsPerSecond } = window;
      const values = (metric: string): Record<string, number> => metrics[windowKey(metric, index)]?.values ?? {};
      const percentiles = (metric: string): WindowSummary['timeToFirstToken'] => {
        const found = values(metric);
        const samples = found.count ?? 0;
        return { p50: percentileOf(50, found['p(50)'], samples), p95: percentileOf(95, found['p(95)'], samples) };
      };
      const started = values('llm_started').count ?? 0;
      const offered = ((requestsPerSecond ?? 0) * (endMs - startMs)) / 1000;
      const failed = values('llm_request_failed');
      const judged = (failed.passes ?? 0) + (failed.fails ?? 0);
      return {
        ...window,
        started,
        ...(judged === 0 ? {} : { failureRate: failed.rate ?? 0 }),
        timeToFirstToken: percentiles('llm_time_to_first_token'),
        totalGenerationTime: percentiles('llm_total_generation_time'),
        // Starts on the border of two windows may fall on either side of it.
        short: requestsPerSecond !== undefined && offered - started > Math.max(2, offered * 0.01),
      };
    });
}
