import type { Options } from '../../options/table.ts';
import type { LoadShape } from '../load-shape.ts';
import type { Arrival } from './arrival.ts';
import { poissonArrivals, poissonLoad } from './poisson.ts';
import type { ReadText } from './read-text.ts';
import { replayArrivals, replayLoad } from './replay.ts';

interface Schedule {
  /** Ascending in time. */
  arrivals(options: Options, read: ReadText): Arrival[];
  load(options: Options, arrivals: readonly Arrival[]): LoadShape;
}

export type ScheduleName = 'poisson' | 'replay';

/** Loads whose every start is known beforehand. */
export const schedules: Record<ScheduleName, Schedule> = {
  poisson: { arrivals: poissonArrivals, load: poissonLoad },
  replay: { arrivals: replayArrivals, load: replayLoad },
};
