import type { Options } from '../../options/table.ts';
import type { LoadShape } from '../load-shape.ts';
import type { Arrival } from './arrival.ts';
import { poissonArrivals, poissonLoad } from './poisson.ts';

/** Reads the file that an option names. */
export type ReadText = (option: string, path: string) => string;

interface Schedule {
  /** Ascending in time. */
  arrivals(options: Options, read: ReadText): Arrival[];
  load(options: Options, arrivals: readonly Arrival[]): LoadShape;
}

export type ScheduleName = 'poisson';

/** Loads whose every start is known beforehand. */
export const schedules: Record<ScheduleName, Schedule> = {
  poisson: { arrivals: poissonArrivals, load: poissonLoad },
};
