import { formatDuration } from '../options/duration.ts';
import { LlmError } from '../options/llm-error.ts';
import type { Options } from '../options/table.ts';
import { graceMs } from './grace.ts';
import type { LoadShape, Window } from './load-shape.ts';
import { createOfferedLoad } from './offered-load.ts';

/** Arrivals per second that move linearly from stage to stage, whatever the answers do. */
export function ramp(options: Options): LoadShape {
  const { stages, startRate, warmupMs, windowMs } = options;
  const offered = createOfferedLoad(startRate, stages);
  const { durationMs, peak } = offered;
  if (peak === 0) throw new LlmError('LLM_STAGES: no stage rises above 0 requests per second; nothing would be sent');
  if (warmupMs >= durationMs) {
    throw new LlmError(
      `LLM_WARMUP=${formatDuration(warmupMs)}: the load lasts ${formatDuration(durationMs)}, nothing would be measured; ` +
        `accepted is less than that, such as ${formatDuration(Math.floor(durationMs / 10_000) * 1000)}`,
    );
  }
  // Little's law at the worst: every request in flight as long as it may be. Too few VUs drop arrivals, and dropped
  // arrivals are the slow ones.
  const vus = Math.min(options.maxVus, Math.ceil((peak * options.timeoutMs) / 1000));
  // k6 takes whole rates; hundredths of a request per second become a longer unit of time.
  const whole = [startRate, ...stages.map((stage) => stage.target)].every(Number.isInteger);
  const unit = whole ? 1 : 100;
  const windows: Window[] = [];
  for (let startMs = warmupMs; startMs < durationMs; startMs += windowMs) {
    const endMs = Math.min(startMs + windowMs, durationMs);
    const requestsPerSecond = (offered.arrivals(endMs) - offered.arrivals(startMs)) / ((endMs - startMs) / 1000);
    windows.push({ index: windows.length, startMs, endMs, requestsPerSecond });
  }
  return {
    scenario: {
      executor: 'ramping-arrival-rate',
      startRate: Math.round(startRate * unit),
      timeUnit: `${unit}s`,
      stages: stages.map(({ durationMs: ms, target }) => ({
        duration: formatDuration(ms),
        target: Math.round(target * unit),
      })),
      preAllocatedVUs: vus,
      maxVUs: vus,
      gracefulStop: formatDuration(graceMs(options)),
    },
    model: 'open',
    about: `open load, ${startRate}${stages.map((s) => ` → ${s.target}`).join('')} requests/s over ${formatDuration(durationMs)}`,
    durationMs,
    windows,
  };
}
