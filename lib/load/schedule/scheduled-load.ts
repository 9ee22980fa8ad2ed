import { formatDuration } from '../../options/duration.ts';
import { LlmError } from '../../options/llm-error.ts';
import type { Options } from '../../options/table.ts';
import { graceMs } from '../grace.ts';
import type { LoadShape } from '../load-shape.ts';
import { slicesOf } from '../slices.ts';
import type { Arrival } from './arrival.ts';
import { mostWithin, offeredByTimes } from './offered-by-times.ts';

/** What an iteration needs besides its request. */
const marginMs = 1000;

/**
 * An open load by a schedule of our own: k6 deals out iterations, and number n sleeps until arrival n is due. There are
 * as many virtual users as could be in flight if every request took its whole time-out, within `LLM_MAX_VUS`; an arrival
 * that finds none free starts late, and its lateness is measured.
 *
 * @param arrivals ascending
 * @param option the option that makes it so long, for the refusal of a schedule too short
 */
export function scheduledLoad(
  options: Pick<Options, 'warmupMs' | 'windowMs' | 'maxVus' | 'timeoutMs'>,
  arrivals: readonly Arrival[],
  about: string,
  option: string,
): LoadShape {
  const { warmupMs, windowMs, maxVus, timeoutMs } = options;
  const times = arrivals.map(({ atMs }) => atMs);
  const last = times.at(-1);
  if (last === undefined || last < warmupMs) {
    const after = warmupMs === 0 ? '' : ` after the warm-up (LLM_WARMUP=${formatDuration(warmupMs)})`;
    const until = last === undefined ? '' : `; the last is due at ${formatDuration(Math.floor(last))}, accepted is a`;
    throw new LlmError(
      `${option}: no request of the schedule starts${after}, nothing would be measured` +
        `${until === '' ? '; accepted is a longer schedule' : `${until} warm-up below that, or a longer schedule`}`,
    );
  }
  // A window that the run does not live through is none, and the run ends with its last answer.
  const offered = offeredByTimes(times, Math.floor(last) + 1);
  const longestMs = Math.ceil((last + timeoutMs + marginMs) / 1000) * 1000;
  return {
    scenario: {
      executor: 'shared-iterations',
      vus: Math.min(maxVus, mostWithin(times, timeoutMs + marginMs)),
      iterations: times.length,
      // What is not begun a whole time-out after the last arrival was due is not sent: the queue here would only grow.
      maxDuration: formatDuration(longestMs),
      gracefulStop: formatDuration(graceMs(options)),
    },
    model: 'open',
    about,
    durationMs: Math.floor(last),
    requests: times.length,
    windows: slicesOf(offered, warmupMs, windowMs),
  };
}
