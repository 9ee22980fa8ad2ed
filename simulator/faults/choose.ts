import { Failure } from '../http/failure.ts';
import type { Random } from '../random.ts';
import { drawFaults, type FaultSet } from './draw.ts';
import { type Fault, parseFaults } from './parse.ts';

/** Faults that the request itself asks for stand in place of those by rate; `none` asks for none. */
export function chooseFaults(byRate: readonly Fault[], asked: string | undefined, random: Random): FaultSet {
  if (asked === undefined) return drawFaults(byRate, random);
  try {
    return drawFaults(parseFaults(asked), random);
  } catch (error) {
    throw new Failure('bad_request', 400, (error as Error).message, { param: 'x_sim_fault' });
  }
}
