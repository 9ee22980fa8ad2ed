import type { Window } from '../load/load-shape.ts';
import type { Row } from '../measure/row.ts';
import { loadOf } from './rising-windows.ts';
import type { Proportion } from './statistics/cochran-armitage.ts';
import type { FaultCounts } from './trend.ts';

/** Whether a row has the fault; undefined where it could not have shown it. */
type Fault = (row: Row) => boolean | undefined;

/** Streams that gave no answer for another reason (429, time-out, no connection) say nothing of answers. */
const answered = new Set(['ok', 'truncated', 'empty', 'malformed', 'stream_error', 'not_streamed']);

const ofAnswers =
  (fault: (row: Row) => boolean | undefined): Fault =>
  (row) =>
    answered.has(row.outcome) ? fault(row) : undefined;

/** The kinds of fault that a row tells of, in the words of "answers are more often …". */
const faults: Record<string, Fault> = {
  truncated: ofAnswers((row) => row.outcome === 'truncated'),
  empty: ofAnswers((row) => row.outcome === 'empty' || row.answer?.has_content === false),
  malformed: ofAnswers((row) => row.outcome === 'malformed' || (row.malformed_frames ?? 0) > 0),
  'broken off by an error': ofAnswers((row) => row.outcome === 'stream_error'),
  'cut at the token limit': ofAnswers((row) => (row.finish === undefined ? undefined : row.finish === 'length')),
  refused: ofAnswers((row) => (row.finish === undefined ? undefined : row.finish === 'filter')),
  wrong: ofAnswers((row) => (row.answer?.expected === undefined ? undefined : !row.answer.expected)),
};

/** What a scenario finds itself comes as a label: `fault_repeated: true` is the kind "repeated". */
const faultLabel = /^fault_(.+)$/;

/** Measured rows → each kind of fault that could have shown, counted by load, ascending. */
export function faultsByLoad(rows: Row[], windows: Window[]): FaultCounts[] {
  const kinds = new Map<string, Proportion[]>();
  const known = Object.entries(faults).map(([kind, fault]) => ({ fault, counts: countsOf(kind) }));
  for (const row of rows) {
    const window = row.phase === 'measured' ? row.window : undefined;
    if (window === undefined || windows[window] === undefined) continue;
    for (const { fault, counts } of known) count(counts, window, fault(row));
    for (const label in row.labels) {
      const kind = faultLabel.exec(label)?.[1];
      const value = row.labels[label];
      if (kind !== undefined && typeof value === 'boolean') count(countsOf(kind.replaceAll('_', ' ')), window, value);
    }
  }
  return [...kinds]
    .map(([kind, counts]) => ({ kind, byLoad: sameLoadAsOne(counts) }))
    .filter(({ byLoad }) => byLoad.length > 0);

  function countsOf(kind: string): Proportion[] {
    const counts = kinds.get(kind) ?? windows.map((window) => ({ score: loadOf(window), hits: 0, n: 0 }));
    kinds.set(kind, counts);
    return counts;
  }
}

function count(counts: Proportion[], window: number, hit: boolean | undefined): void {
  if (hit === undefined) return;
  const group = counts[window] as Proportion;
  group.n++;
  if (hit) group.hits++;
}

function sameLoadAsOne(counts: Proportion[]): Proportion[] {
  const byLoad = new Map<number, Proportion>();
  for (const { score, hits, n } of counts) {
    if (n === 0) continue;
    const group = byLoad.get(score) ?? { score, hits: 0, n: 0 };
    byLoad.set(score, { score, hits: group.hits + hits, n: group.n + n });
  }
  return [...byLoad.values()].sort((a, b) => a.score - b.score);
}
