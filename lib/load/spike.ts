import { formatDuration } from '../options/duration.ts';
import { LlmError } from '../options/llm-error.ts';
import type { Options } from '../options/table.ts';
import type { LoadShape } from './load-shape.ts';
import { ramp } from './ramp.ts';

/** From one moment to the next; k6 takes no change of rate without any duration in the middle of a load. */
const jumpMs = 10;

/** A steady load, a surge that comes and goes at once, and the steady load again. */
export function spike(options: Options): LoadShape {
  const { rate, surgeRate, baselineTimeMs, surgeTimeMs, recoveryTimeMs, warmupMs } = options;
  if (surgeRate <= rate) {
    throw new LlmError(`LLM_SURGE_RATE=${surgeRate}: no surge over LLM_RATE=${rate}; accepted is more than ${rate}`);
  }
  const surgeStart = warmupMs + baselineTimeMs;
  const shape = ramp({
    ...options,
    startRate: rate,
    stages: [
      { durationMs: surgeStart - jumpMs, target: rate },
      { durationMs: jumpMs, target: surgeRate },
      { durationMs: surgeTimeMs - jumpMs, target: surgeRate },
      { durationMs: jumpMs, target: rate },
      { durationMs: recoveryTimeMs, target: rate },
    ],
  });
  const phases = [
    { name: 'baseline', startMs: warmupMs, endMs: surgeStart, requestsPerSecond: rate },
    { name: 'surge', startMs: surgeStart, endMs: surgeStart + surgeTimeMs, requestsPerSecond: surgeRate },
    {
      name: 'recovery',
      startMs: surgeStart + surgeTimeMs,
      endMs: surgeStart + surgeTimeMs + recoveryTimeMs,
      requestsPerSecond: rate,
    },
  ];
  return {
    ...shape,
    about:
      `open load, ${rate} requests/s for ${formatDuration(baselineTimeMs)}, ${surgeRate} for ${formatDuration(surgeTimeMs)}, ` +
      `${rate} again for ${formatDuration(recoveryTimeMs)}`,
    windows: phases.map((phase, index) => ({ index, ...phase })),
  };
}
