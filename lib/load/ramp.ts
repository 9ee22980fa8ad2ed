import { formatDuration } from '../options/duration.ts';
import type { Stage } from '../options/kinds.ts';
import { LlmError } from '../options/llm-error.ts';
import type { Options } from '../options/table.ts';
import { graceMs } from './grace.ts';
import type { LoadShape } from './load-shape.ts';
import { createOfferedLoad } from './offered-load.ts';
import { slicesOf } from './slices.ts';

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
  if (offered.arrivals(durationMs) - offered.arrivals(warmupMs) < 1) {
    throw new LlmError(
      `LLM_STAGES: less than one request would be sent after the warm-up (LLM_WARMUP=${formatDuration(warmupMs)}); ` +
        'nothing would be measured',
    );
  }
  // Little's law at the worst: every request in flight as long as it may be. Too few VUs drop arrivals, and dropped
  // arrivals are the slow ones.
  const vus = Math.min(options.maxVus, Math.ceil((peak * options.timeoutMs) / 1000));
  // k6 takes whole rates; hundredths of a request per second become a longer unit of time.
  const whole = [startRate, ...stages.map((stage) => stage.target)].every(Number.isInteger);
  const unit = whole ? 1 : 100;
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
    about: `open load, ${path(startRate, stages)} requests/s over ${formatDuration(durationMs)}`,
    durationMs,
    windows: slicesOf(offered, warmupMs, windowMs),
  };
}

/** The rates in order; of many stages the ends and the peak. */
function path(startRate: number, stages: Stage[]): string {
  const rates = [startRate, ...stages.map(({ target }) => target)];
  return rates.length <= 10 ? rates.join(' → ') : `${startRate} → … → ${Math.max(...rates)} → … → ${rates.at(-1)}`;
}
