import { formatDuration } from '../options/duration.ts';
import { LlmError } from '../options/llm-error.ts';
import type { Options } from '../options/table.ts';
import { graceMs } from './grace.ts';
import type { LoadShape, Window } from './load-shape.ts';

/** A quiet moment between the burst and what comes after, for k6 takes no change of rate without any duration. */
const jumpMs = 10;

/** The arrivals of the quiet time only wake the virtual user that probes. */
const wakesPerSecond = 2;

/**
 * So many arrivals per second for a while, whatever the answers do, then a quiet time named `recovery` in which one
 * virtual user probes. What is sent there is not offered load, so its window has none.
 */
export function burst(options: Options): LoadShape {
  const { rate, durationMs, recoveryTimeMs, windowMs, maxVus, timeoutMs, warmupMs } = options;
  if (rate < 1) throw new LlmError(`LLM_RATE=${rate}: no burst; accepted is 1 or more requests per second`);
  if (durationMs <= jumpMs) {
    throw new LlmError(`LLM_DURATION=${formatDuration(durationMs)}: no burst; accepted is more than ${jumpMs}ms`);
  }
  if (warmupMs > 0) {
    throw new LlmError(`LLM_WARMUP=${formatDuration(warmupMs)}: a burst has no warm-up; accepted is 0s`);
  }
  const slices = Math.ceil(durationMs / windowMs);
  if (slices > 100) {
    const nearest = formatDuration(Math.ceil(durationMs / 100 / 1000) * 1000);
    throw new LlmError(
      `LLM_WINDOW=${formatDuration(windowMs)}: cuts the burst into ${slices} windows; accepted is at most 100, so ${nearest} or longer`,
    );
  }
  const windows = Array.from({ length: slices }, (_, index): Window => {
    const startMs = index * windowMs;
    return { index, startMs, endMs: Math.min(startMs + windowMs, durationMs), requestsPerSecond: rate };
  });
  const endMs = durationMs + recoveryTimeMs;
  const vus = Math.min(maxVus, Math.ceil((rate * timeoutMs) / 1000));
  return {
    scenario: {
      executor: 'ramping-arrival-rate',
      startRate: Math.round(rate * 100),
      timeUnit: '100s',
      stages: [
        { duration: formatDuration(durationMs - jumpMs), target: Math.round(rate * 100) },
        { duration: `${jumpMs}ms`, target: wakesPerSecond * 100 },
        { duration: formatDuration(recoveryTimeMs), target: wakesPerSecond * 100 },
      ],
      preAllocatedVUs: vus,
      maxVUs: vus,
      gracefulStop: formatDuration(graceMs(options)),
    },
    model: 'open',
    about: `open load, ${rate} requests/s for ${formatDuration(durationMs)}, then probes for at most ${formatDuration(recoveryTimeMs)}`,
    durationMs: endMs,
    windows: [...windows, { index: slices, startMs: durationMs, endMs, name: 'recovery' }],
  };
}
