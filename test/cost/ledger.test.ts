import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Counters, createLedger, ledgerState } from '../../lib/cost/ledger.ts';

/** As the extension's `shared`: each call is atomic. */
function counters(): Counters {
  const values = new Map<string, number>();
  const get = (name: string): number => values.get(name) ?? 0;
  const add = (name: string, delta: number): number => {
    values.set(name, get(name) + delta);
    return get(name);
  };
  return { add, get, tryAdd: (name, delta, max) => get(name) + delta <= max && add(name, delta) === get(name) };
}

/** A virtual user begins one request after another; what came of each is drawn. */
interface Step {
  user: number;
  worst: number;
  /** Its share of the worst case; above 1 is an endpoint that breaks its word, null is one whose cost nobody told. */
  costShare: number | null;
}

const steps = (highestShare: number) =>
  fc.array(
    fc.record({
      user: fc.integer({ min: 0, max: 9 }),
      worst: fc.integer({ min: 0, max: 1000 }),
      costShare: fc.option(fc.double({ min: 0, max: highestShare, noNaN: true })),
    }),
    { maxLength: 300 },
  );

/** Plays the steps: each is the next event of its user, who reserves if nothing is in flight and settles if something is. */
function play(
  ceiling: number,
  drawn: Step[],
  look: (truth: { spent: number; inFlight: number; untold: number }) => void,
) {
  const shared = counters();
  // One for each user, as each has its own runtime.
  const ledgers = Array.from({ length: 10 }, () => createLedger(shared, ceiling));
  const inFlight = new Map<number, Step>();
  const truth = { spent: 0, inFlight: 0, untold: 0 };
  let refused = 0;
  for (const step of drawn) {
    const ledger = ledgers[step.user] as (typeof ledgers)[0];
    const begun = inFlight.get(step.user);
    if (begun === undefined) {
      if (ledger.reserve(step.worst)) {
        inFlight.set(step.user, step);
        truth.inFlight += step.worst;
      } else refused++;
    } else {
      inFlight.delete(step.user);
      truth.inFlight -= begun.worst;
      if (begun.costShare === null) truth.untold += begun.worst;
      else {
        const cost = Math.round(begun.worst * begun.costShare);
        truth.spent += cost;
        ledger.settle(begun.worst, cost);
      }
    }
    look(truth);
  }
  return { state: ledgerState(shared), truth, refused };
}

describe('a ceiling', () => {
  it('is never passed by what is spent and all that may still be, whatever the order of events', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), steps(1), (ceiling, drawn) => {
        play(ceiling, drawn, ({ spent, inFlight, untold }) => {
          expect(spent + inFlight + untold).toBeLessThanOrEqual(ceiling);
        });
      }),
    );
  });

  it('adds up: spent is what was told, unsettled is what nobody told and what was cut off', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), steps(1.5), (ceiling, drawn) => {
        const { state, truth, refused } = play(ceiling, drawn, () => undefined);
        expect(state).toMatchObject({ spent: truth.spent, unsettled: truth.untold + truth.inFlight, refused });
      }),
    );
  });

  it('is exact: a request that fits to the nano-dollar is sent, one more is refused', () => {
    const shared = counters();
    const ledger = createLedger(shared, 100);
    expect([ledger.reserve(60), ledger.reserve(40), ledger.reserve(1)]).toEqual([true, true, false]);
    ledger.settle(60, 10);
    expect([ledger.reserve(50), ledger.reserve(1)]).toEqual([true, false]);
  });

  it('is still exact at nine million dollars', () => {
    const most = 2 ** 53 - 2;
    const ledger = createLedger(counters(), most);
    expect([ledger.reserve(most - 1), ledger.reserve(2), ledger.reserve(1)]).toEqual([true, false, true]);
  });
});

describe('an exchange that costs more than its request can', () => {
  it('is counted at what it cost, and told', () => {
    const shared = counters();
    const ledger = createLedger(shared, 100);
    ledger.reserve(60);
    ledger.settle(60, 130);
    expect(ledgerState(shared)).toEqual({
      ceiling: 100,
      spent: 130,
      unsettled: 0,
      refused: 0,
      inFlightThen: 0,
      dearer: 1,
      dearerBy: 70,
    });
    expect(ledger.reserve(1)).toBe(false);
  });
});

describe('a reservation', () => {
  it('of an exchange that nobody settles stays', () => {
    const shared = counters();
    const ledger = createLedger(shared, 100);
    ledger.reserve(100);
    expect(ledger.reserve(1)).toBe(false);
    expect(ledgerState(shared)).toMatchObject({ spent: 0, unsettled: 100, refused: 1 });
  });

  it('in flight when a request is refused is told: what was left was not spent, and might have been', () => {
    const shared = counters();
    const ledger = createLedger(shared, 100);
    ledger.reserve(30);
    ledger.settle(30, 20);
    ledger.reserve(70);
    ledger.reserve(60);
    ledger.settle(70, 5);
    expect(ledgerState(shared)).toMatchObject({ spent: 25, refused: 1, inFlightThen: 70 });
  });

  it('of one that was turned away unread comes back', () => {
    const ledger = createLedger(counters(), 100);
    ledger.reserve(100);
    ledger.settle(100, 0);
    expect(ledger.reserve(100)).toBe(true);
  });
});
