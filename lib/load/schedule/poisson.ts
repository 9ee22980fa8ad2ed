import { formatDuration } from '../../options/duration.ts';
import { LlmError } from '../../options/llm-error.ts';
import type { Options } from '../../options/table.ts';
import { seededRandom } from '../../prompts/seeded-random.ts';
import type { LoadShape } from '../load-shape.ts';
import type { Arrival } from './arrival.ts';
import { drawGapMs } from './gaps.ts';
import { scheduledLoad } from './scheduled-load.ts';

/** Their times are held in memory once, about 50 bytes each. */
const mostArrivals = 2_000_000;

/** Apart from the draws of prompts, which use the same seed. */
const streamOfGaps = 0x517cc1b7;

/** Arrivals of independent users: seeded gaps at a mean rate until the time is over. */
export function poissonArrivals({ rate, burstiness, durationMs, seed }: Options): Arrival[] {
  if (rate === 0) throw new LlmError('LLM_RATE=0: nothing would be sent; accepted is 0.01 or more');
  const expected = (rate * durationMs) / 1000;
  if (expected > mostArrivals) {
    throw new LlmError(
      `LLM_DURATION=${formatDuration(durationMs)}: about ${Math.round(expected)} requests at LLM_RATE=${rate}; accepted is at ` +
        `most ${mostArrivals}, so ${formatDuration(Math.floor(mostArrivals / rate) * 1000)} or shorter`,
    );
  }
  const random = seededRandom(seed ^ streamOfGaps);
  const arrivals: Arrival[] = [];
  for (let atMs = drawGapMs(rate, burstiness, random); atMs < durationMs; atMs += drawGapMs(rate, burstiness, random)) {
    arrivals.push({ atMs: Math.round(atMs * 1000) / 1000 });
  }
  return arrivals;
}

export function poissonLoad(options: Options, arrivals: readonly Arrival[]): LoadShape {
  const { rate, burstiness, durationMs } = options;
  const kind = burstiness === 1 ? 'Poisson arrivals' : `gamma arrivals of burstiness ${burstiness}`;
  const about = `open load, ${arrivals.length} ${kind} at ${rate}/s over ${formatDuration(durationMs)}`;
  return scheduledLoad(options, arrivals, about, 'LLM_DURATION');
}
