import type { Unit } from '../../metrics/table.ts';

/** One number of a run that runs are compared by. */
export interface FigureRow {
  /** As people call it. */
  words: string;
  unit: Unit;
  better: 'lower' | 'higher';
  /** `ratio`: 0.1 is 10 % of the base. `points`: 0.02 is from 1 % to 3 %. */
  change: 'ratio' | 'points';
  /** The change that one wants to be sure to see. Half of it is the least that is called a change at all. */
  effect: number;
}

const time = (words: string): FigureRow => ({ words, unit: 'time', better: 'lower', change: 'ratio', effect: 0.1 });

const share = (words: string, better: FigureRow['better']): FigureRow => ({
  words,
  unit: 'share',
  better,
  change: 'points',
  effect: 0.02,
});

/** All that runs are compared by, in the order in which they are shown. */
export const figureTable = {
  'ttft.p50': time('TTFT p50'),
  'ttft.p95': time('TTFT p95'),
  'total.p50': time('total p50'),
  'total.p95': time('total p95'),
  'tpot.p50': time('per output token p50'),
  'tps.p50': { ...time('tokens/s p50'), unit: 'tokens/s', better: 'higher' },
  failures: share('failure rate', 'lower'),
  rate_limited: share('rate limited', 'lower'),
  goodput: share('goodput', 'higher'),
  answer_ok: share('answers ok', 'higher'),
  'cost.per_request': { ...time('cost per request'), unit: 'usd' },
} satisfies Record<string, FigureRow>;

export type FigureName = keyof typeof figureTable;

export const figureNames = Object.keys(figureTable) as FigureName[];

export function figureRow(name: FigureName): FigureRow {
  return figureTable[name];
}

/** What decides unless other figures are declared. */
export const defaultGated: readonly FigureName[] = ['ttft.p50', 'total.p50', 'failures', 'cost.per_request'];

/** Each figure that decides makes a false alarm likelier and a true one harder to find. */
export const mostGated = 4;
