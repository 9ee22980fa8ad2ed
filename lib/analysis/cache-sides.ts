import type { Window } from '../load/load-shape.ts';
import type { Row } from '../measure/row.ts';
import { sampleFloors } from './sample-floor.ts';
import { type Ratio, ratioOfQuantiles } from './statistics/ratio-of-quantiles.ts';
import { viewOf } from './statistics/sample-view.ts';

/** A median needs so many. */
export const leastAnswers = sampleFloors[50];

/** What all prompts have in common (a template, a system prompt) is cached for fresh ones, too, and is no hit. */
const leastCached = 0.5;

/** Answers to prompts of one kind in one window, or in all. */
export interface Side {
  answers: number;
  /** Of which the endpoint says whether its cache knew them, by a header or in its usage. */
  told: number;
  hits: number;
  /** Those by a header: the whole answer came from a cache. */
  wholeHits: number;
  input: number;
  cached: number;
  /** To the first token, or to the end where nothing was streamed; ascending. */
  ms: number[];
}

export interface Sides {
  repeated: Side;
  fresh: Side;
}

export interface WindowSides {
  window: Window;
  sides: Sides;
}

/** Measured answers by kind, in all and window by window. */
export function sidesOf(rows: Row[], windows: Window[]): { all: Sides; byWindow: WindowSides[] } {
  const all = noSides();
  const found = new Map<number, Sides>();
  const knownFrom = firstAnswers(rows);
  for (const row of rows) {
    const asked = row.labels?.asked;
    if (row.phase !== 'measured' || row.outcome !== 'ok' || (asked !== 'repeated' && asked !== 'fresh')) continue;
    // What nobody had an answer to yet was asked for the first time, whatever its label.
    if (asked === 'repeated' && !((knownFrom.get(row.prompt) ?? Number.POSITIVE_INFINITY) <= row.start_ms)) continue;
    add(all[asked], row);
    if (row.window === undefined || windows[row.window] === undefined) continue;
    const sides = found.get(row.window) ?? noSides();
    found.set(row.window, sides);
    add(sides[asked], row);
  }
  const byWindow = windows.flatMap((window) => {
    const sides = found.get(window.index);
    return sides === undefined ? [] : [{ window, sides }];
  });
  for (const { repeated, fresh } of [all, ...byWindow.map(({ sides }) => sides)]) {
    for (const { ms } of [repeated, fresh]) ms.sort((a, b) => a - b);
  }
  return { all, byWindow };
}

/** When the first answer to each repeated prompt had ended, warm-up too. */
function firstAnswers(rows: Row[]): Map<string, number> {
  const first = new Map<string, number>();
  for (const { labels, outcome, prompt, start_ms: startMs, end_ms: endMs } of rows) {
    if (labels?.asked !== 'repeated' || outcome !== 'ok') continue;
    first.set(prompt, Math.min(first.get(prompt) ?? Number.POSITIVE_INFINITY, startMs + endMs));
  }
  return first;
}

function noSides(): Sides {
  const side = (): Side => ({ answers: 0, told: 0, hits: 0, wholeHits: 0, input: 0, cached: 0, ms: [] });
  return { repeated: side(), fresh: side() };
}

function add(side: Side, { cache: word, tokens, first_token_ms: first, end_ms: end }: Row): void {
  side.answers++;
  side.ms.push(first ?? end);
  if (word !== undefined || tokens?.cached !== undefined) side.told++;
  if (word === 'hit') side.wholeHits++;
  const isCached = (tokens?.cached ?? 0) > leastCached * (tokens?.input ?? Number.POSITIVE_INFINITY);
  if (word === 'hit' || isCached) side.hits++;
  if (tokens?.input === undefined || tokens.cached === undefined) return;
  side.input += tokens.input;
  side.cached += tokens.cached;
}

/** Undefined of nothing. */
export function share(part: number | undefined, whole: number | undefined): number | undefined {
  return part === undefined || !whole ? undefined : part / whole;
}

/** How many times as long a fresh prompt takes; undefined with too few of either. */
export function speedUpOf({ repeated, fresh }: Sides, seed: number): Ratio | undefined {
  if (repeated.ms.length < leastAnswers || fresh.ms.length < leastAnswers) return undefined;
  return ratioOfQuantiles(viewOf(fresh.ms), viewOf(repeated.ms), 0.5, { seed, confidence: 0.975 });
}
