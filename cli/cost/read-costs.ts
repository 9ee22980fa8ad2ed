import { type Bill, createBill } from '../../lib/cost/bill.ts';
import { chargeOf } from '../../lib/cost/charge.ts';
import { costUsd } from '../../lib/cost/cost.ts';
import { createSavings, type ModelSavings } from '../../lib/cost/savings-of-rows.ts';
import { loadProtocol, type ProtocolName, protocolNames } from '../../lib/protocols/index.ts';
import type { Io } from '../io.ts';
import type { Place } from '../results/place.ts';
import type { Point } from '../results/point.ts';
import { type ResultsRead, readResults } from '../results/read-results.ts';
import type { Pricer } from './pricer.ts';

/** Exchanges that were started and never finished: Ctrl-C, an abort, a killed k6. */
export interface InterruptedCosts {
  count: number;
  /** Of these, such that had told their usage, and have a price. */
  priced: number;
  costUsd: number;
}

export interface Costs {
  read: ResultsRead;
  bill: Bill;
  interrupted: InterruptedCosts;
  /** Of exchanges whose cost is known. */
  savings: ModelSavings[];
}

/** What one file tells of exchanges that did not finish. */
interface Unfinished {
  started: number;
  finished: number;
  /** With the usage that had come. */
  told: Told[];
  /** By scenario, what its rows say; null where they differ. */
  scenarios: Map<string, Asked | null>;
}

interface Told {
  usage: string;
  scenario: string;
  atMs: number;
}

interface Asked {
  model: string;
  protocol: string;
}

/** One interrupted exchange a virtual user is the usual; more than this are counted as without usage. */
const mostTold = 100_000;

/**
 * Reads results in constant memory and prices each exchange on its own. Throws as `readResults` does.
 *
 * @param priceOfAny also of models that were not asked, for what would have been saved with them
 */
export async function readCosts(
  given: string[],
  io: Pick<Io, 'cwd' | 'stdin'>,
  priceOf: Pricer,
  priceOfAny: Pricer = priceOf,
): Promise<Costs> {
  const bill = createBill();
  const savings = createSavings(priceOfAny);
  const files = new Map<string, Unfinished>();
  const unfinishedIn = ({ file }: Place): Unfinished => {
    const known = files.get(file);
    if (known !== undefined) return known;
    const fresh: Unfinished = { started: 0, finished: 0, told: [], scenarios: new Map() };
    files.set(file, fresh);
    return fresh;
  };
  let endedMs = 0;
  const read = await readResults(given, io, {
    onPoint: {
      llm_started: (_, place) => {
        unfinishedIn(place).started++;
      },
      llm_requests: (point, place) => {
        unfinishedIn(place).finished++;
        endedMs = Date.parse(point.time);
      },
      sse_interrupted: (point, place) => takeInterrupted(point, unfinishedIn(place)),
    },
    onRow: (row, place) => {
      const { scenarios } = unfinishedIn(place);
      const asked = scenarios.get(row.scenario);
      if (asked === undefined) scenarios.set(row.scenario, { model: row.model, protocol: row.protocol });
      else if (asked !== null && asked.model !== row.model) scenarios.set(row.scenario, null);
      const charge = chargeOf(row, row.cost_usd === undefined ? priceOf(row.model, endedMs) : undefined);
      bill.add(row, charge);
      if ('usd' in charge) savings.add(row, endedMs);
    },
  });
  const interrupted: InterruptedCosts = { count: 0, priced: 0, costUsd: 0 };
  for (const file of files.values()) await addUnfinished(interrupted, file, priceOf);
  return { read, bill: bill.result(), interrupted, savings: savings.result() };
}

function takeInterrupted({ metadata, tags, time }: Point, { told }: Unfinished): void {
  const usage = metadata?.usage;
  if (usage === undefined || told.length >= mostTold) return;
  told.push({ usage, scenario: tags.scenario ?? '', atMs: Date.parse(time) });
}

async function addUnfinished(
  sum: InterruptedCosts,
  { started, finished, told, scenarios }: Unfinished,
  priceOf: Pricer,
): Promise<void> {
  const count = Math.max(0, started - finished);
  sum.count += count;
  let priced = 0;
  for (const { usage, scenario, atMs } of told) {
    const asked = scenarios.get(scenario);
    // More than were interrupted: they ended well in the moment in which they were stopped, and have their row.
    if (asked === undefined || asked === null || priced >= count) continue;
    const usd = await costOf(usage, asked, priceOf, atMs);
    if (usd === undefined) continue;
    priced++;
    sum.costUsd += usd;
  }
  sum.priced += priced;
}

async function costOf(
  usage: string,
  { model, protocol }: Asked,
  priceOf: Pricer,
  atMs: number,
): Promise<number | undefined> {
  if (!protocolNames().includes(protocol as ProtocolName)) return undefined;
  return costUsd((await loadProtocol(protocol as ProtocolName)).usage([usage], {}), priceOf(model, atMs));
}
