import type { Random } from '../random.ts';
import type { Fault } from './parse.ts';
import type { FaultName } from './table.ts';

/** What befalls one request. */
export interface FaultSet {
  /** At most one that rejects or breaks. */
  ending?: Fault;
  shapes: ReadonlyMap<FaultName, Fault>;
  /** As the truth log names it: `reset@5+crlf`; empty without any. */
  label: string;
}

/**
 * Decides by rate. Those that end a request share one draw, so that each has exactly its share; every other has a draw
 * of its own. As many draws happen whatever comes out.
 */
export function drawFaults(faults: readonly Fault[], random: Random): FaultSet {
  const draw = random();
  let below = 0;
  let ending: Fault | undefined;
  const shapes = new Map<FaultName, Fault>();
  for (const fault of faults) {
    if (fault.effect === 'shape') {
      if (random() < fault.share) shapes.set(fault.name, fault);
      continue;
    }
    if (draw >= below && draw < below + fault.share) ending = fault;
    below += fault.share;
  }
  const label = [...(ending === undefined ? [] : [ending]), ...shapes.values()].map((fault) => fault.label).join('+');
  return { ...(ending === undefined ? {} : { ending }), shapes, label };
}
