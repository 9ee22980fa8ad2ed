/** Counters of the whole process, each call atomic: the extension's `shared`. */
export interface Counters {
  add(name: string, delta: number): number;
  get(name: string): number;
  tryAdd(name: string, delta: number, max: number): boolean;
}

/** Where the money stands, in whole nano-dollars. */
export interface LedgerState {
  /** The ceiling of this process; 0 before the first request. */
  ceiling: number;
  /** What exchanges cost by their own usage. */
  spent: number;
  /** What is counted as spent because nobody told: reserved, and never settled or never told. */
  unsettled: number;
  /** Requests that were not sent, for they might have passed the ceiling. */
  refused: number;
  /** What was reserved for requests in flight when the first one was refused. */
  inFlightThen: number;
  /** Exchanges that cost more than what a request can cost by its own text and cap, and by how much in all. */
  dearer: number;
  dearerBy: number;
}

/** Every name that it uses, so that nobody else takes one. */
const names = {
  ceiling: 'budget:ceiling',
  /** Spent and reserved together: the one number that the ceiling is held against. */
  taken: 'budget:taken',
  spent: 'budget:spent',
  refused: 'budget:refused',
  inFlightThen: 'budget:in_flight_then',
  dearer: 'budget:dearer',
  dearerBy: 'budget:dearer_by',
};

export interface Ledger {
  /** Reserves the worst case of a request before it is sent; false if it might pass the ceiling. */
  reserve(worst: number): boolean;
  /** Puts what it cost in place of what was reserved. A cost that nobody told is not settled: the reservation stays. */
  settle(worst: number, cost: number): void;
}

/**
 * A ceiling that holds: what is spent and all that is in flight are one counter, which a request raises by its worst case
 * before it is sent, or is not sent. So no order of events passes the ceiling, and what is cut off in between stays spent.
 */
export function createLedger(counters: Counters, ceiling: number): Ledger {
  // Whoever comes first says what the ceiling is, for the summary, which runs elsewhere.
  counters.tryAdd(names.ceiling, ceiling, ceiling);
  return {
    reserve(worst) {
      if (counters.tryAdd(names.taken, worst, ceiling)) return true;
      const inFlight = counters.get(names.taken) - counters.get(names.spent);
      if (counters.add(names.refused, 1) === 1) counters.add(names.inFlightThen, inFlight);
      return false;
    },
    settle(worst, cost) {
      counters.add(names.spent, cost);
      counters.add(names.taken, cost - worst);
      if (cost <= worst) return;
      counters.add(names.dearer, 1);
      counters.add(names.dearerBy, cost - worst);
    },
  };
}

/** Read when nothing is in flight any more. */
export function ledgerState(counters: Counters): LedgerState {
  const { taken, ...read } = names;
  const spent = counters.get(read.spent);
  return {
    ceiling: counters.get(read.ceiling),
    spent,
    unsettled: counters.get(taken) - spent,
    refused: counters.get(read.refused),
    inFlightThen: counters.get(read.inFlightThen),
    dearer: counters.get(read.dearer),
    dearerBy: counters.get(read.dearerBy),
  };
}
