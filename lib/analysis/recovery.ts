import type { Window } from '../load/load-shape.ts';
import type { Row } from '../measure/row.ts';
import type { Finding } from './finding.ts';
import { loadOf } from './rising-windows.ts';
import { known, spellRatio, spellRatioRange, spellShare } from './spell.ts';
import { quantile } from './statistics/quantile.ts';
import { ratioOfQuantiles } from './statistics/ratio-of-quantiles.ts';
import { viewOf } from './statistics/sample-view.ts';
import { latencyOfRow } from './time-blocks.ts';
import type { LatencyName } from './window-latency.ts';

const name = 'recovery';

const rules = {
  /** Back is within this of the baseline's p95. */
  within: 1.1,
  leastBaseline: 130,
  leastBlock: 30,
  mostBlock: 130,
} as const;

interface Answer {
  startMs: number;
  ms: number;
}

/** How long after a surge the p95 is back where it was. */
export function recovery(rows: Row[], windows: Window[], seed: number, metric: LatencyName = 'total'): Finding {
  const rule =
    `back: the first rolling block of answers, by their start, whose p95 is within ${spellShare(rules.within - 1)} of the ` +
    "baseline's, where all that follows is too; not back: what came last is above it by a one-sided 95 % bound";
  const undecided = (lacks: string): Finding => {
    return { name, level: 'undecided', says: `Recovery is undecided: ${lacks}.`, because: [rule, lacks], values: {} };
  };
  const phases = phasesOf(windows);
  if (phases === undefined) return undecided('the load has no baseline, surge and recovery');
  const of = (phase: Set<number>): Answer[] => answersOf(rows, phase, metric);
  const [baseline, surge, after] = [of(phases.baseline), of(phases.surge), of(phases.recovery)];
  if (baseline.length < rules.leastBaseline) {
    return undecided(`${baseline.length} answers before the surge, ${rules.leastBaseline} are needed`);
  }
  if (after.length < rules.leastBlock) {
    return undecided(`${after.length} answers after the surge, ${rules.leastBlock} are needed`);
  }
  const sortedBaseline = sortedMs(baseline);
  const usual = quantile(sortedBaseline, 0.95);
  const size = Math.min(rules.mostBlock, Math.max(rules.leastBlock, Math.floor(after.length / 5)));
  const worst = surge.length >= rules.leastBlock ? quantile(sortedMs(surge), 0.95) / usual : undefined;
  const limit = rules.within * usual;
  const backAt = firstBack(after, size, limit);
  const tail = sortedMs(after.slice(-2 * size));
  const ratio = ratioOfQuantiles(viewOf(tail), viewOf(sortedBaseline), 0.95, { seed });
  const because = [
    rule,
    `blocks of ${size} answers; ${worst === undefined ? 'too few answers in the surge' : `the surge's p95 was ${spellRatio(worst)} the baseline's`}; ` +
      `the last ${tail.length} answers ${spellRatioRange(ratio)}`,
  ];
  const values = known({
    surge_ratio: worst,
    end_ratio: ratio.value,
    end_ratio_lower: ratio.lower,
    end_ratio_upper: ratio.upper,
    recovery_ms: backAt === undefined ? undefined : Math.max(0, backAt - phases.surgeEndMs),
  });
  const observed = `${((phases.endMs - phases.surgeEndMs) / 1000).toFixed(0)} s`;
  if (backAt !== undefined) {
    const seconds = Math.max(0, backAt - phases.surgeEndMs) / 1000;
    const says = `The p95 was back within 10 % of the baseline ${seconds.toFixed(seconds < 10 ? 1 : 0)} s after the surge.`;
    return { name, level: 'good', says, because, values };
  }
  if (ratio.lower > rules.within) {
    const says = `The p95 was not back within the ${observed} after the surge: still ${spellRatio(ratio.value)} the baseline's.`;
    return { name, level: 'bad', says, because, values };
  }
  const says = `Recovery is undecided: within the ${observed} after the surge the p95 came to ${spellRatioRange(ratio)} of the baseline's, which may be back or not.`;
  return { name, level: 'undecided', says, because, values };
}

/** By their names, or else by the load: what comes before the highest one, the highest ones, and what comes after. */
function phasesOf(windows: Window[]) {
  const highest = Math.max(...windows.map(loadOf));
  const lowest = Math.min(...windows.map(loadOf));
  const named = windows.some((window) => window.name === 'surge');
  if (!named && !(highest > lowest * 1.01)) return undefined;
  const isSurge = (window: Window): boolean =>
    named ? window.name === 'surge' : loadOf(window) > (lowest + highest) / 2;
  const first = windows.findIndex(isSurge);
  const last = windows.length - 1 - [...windows].reverse().findIndex(isSurge);
  const pick = (from: number, to: number, phase: string): Set<number> =>
    new Set(
      windows
        .slice(from, to)
        .filter((window) => !named || window.name === undefined || window.name === phase)
        .map(({ index }) => index),
    );
  const found = {
    baseline: pick(0, first, 'baseline'),
    surge: pick(first, last + 1, 'surge'),
    recovery: pick(last + 1, windows.length, 'recovery'),
    surgeEndMs: (windows[last] as Window | undefined)?.endMs ?? 0,
    endMs: (windows[windows.length - 1] as Window).endMs,
  };
  return first > 0 && found.baseline.size > 0 && found.recovery.size > 0 ? found : undefined;
}

function answersOf(rows: Row[], phase: Set<number>, metric: LatencyName): Answer[] {
  const answers: Answer[] = [];
  for (const row of rows) {
    const ms = latencyOfRow(row, metric);
    if (ms === undefined || row.phase !== 'measured' || row.window === undefined || !phase.has(row.window)) continue;
    answers.push({ startMs: row.start_ms, ms });
  }
  return answers.sort((a, b) => a.startMs - b.startMs);
}

const sortedMs = (answers: Answer[]): number[] => answers.map(({ ms }) => ms).sort((a, b) => a - b);

/** Rolls by a tenth of a block: finer steps would ask the same question of almost the same answers. */
function firstBack(after: Answer[], size: number, limit: number): number | undefined {
  const step = Math.max(1, Math.floor(size / 10));
  for (let i = 0; i + size <= after.length; i += step) {
    const block = after.slice(i, i + size);
    const back = quantile(sortedMs(block), 0.95) <= limit && quantile(sortedMs(after.slice(i)), 0.95) <= limit;
    if (back) return (after[i] as Answer).startMs;
  }
  return undefined;
}
