import { formatDuration } from '../options/duration.ts';
import { LlmError } from '../options/llm-error.ts';
import type { Window } from './load-shape.ts';
import type { OfferedLoad } from './offered-load.ts';

/** Each window is a few sub-metrics that k6 matches with every sample, and a line that somebody must read. */
const mostWindows = 200;

/** Windows of equal length after the warm-up, each with the mean load that is offered in it; the last may be shorter. */
export function slicesOf(offered: OfferedLoad, warmupMs: number, windowMs: number): Window[] {
  const spanMs = offered.durationMs - warmupMs;
  const count = Math.ceil(spanMs / windowMs);
  if (count > mostWindows) {
    const stepMs = spanMs > mostWindows * 1000 ? 1000 : 1;
    const nearest = formatDuration(Math.ceil(spanMs / mostWindows / stepMs) * stepMs);
    throw new LlmError(
      `LLM_WINDOW=${formatDuration(windowMs)}: cuts ${formatDuration(spanMs)} into ${count} windows; ` +
        `accepted is at most ${mostWindows}, so ${nearest} or longer`,
    );
  }
  return Array.from({ length: count }, (_, index) => {
    const startMs = warmupMs + index * windowMs;
    const endMs = Math.min(startMs + windowMs, offered.durationMs);
    const requestsPerSecond = (offered.arrivals(endMs) - offered.arrivals(startMs)) / ((endMs - startMs) / 1000);
    return { index, startMs, endMs, requestsPerSecond };
  });
}
