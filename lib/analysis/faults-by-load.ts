import type { Window } from '../load/load-shape.ts';
import type { Row } from '../measure/row.ts';
import { loadOf } from './rising-windows.ts';
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
  const kinds = new Map<string, Map<number, { hits: number; n: number }>>();
  const count = (kind: string, score: number, hit: boolean): void => {
    const byLoad = kinds.get(kind) ?? new Map<number, { hits: number; n: number }>();
    kinds.set(kind, byLoad);
    const group = byLoad.get(score) ?? { hits: 0, n: 0 };
    byLoad.set(score, { hits: group.hits + (hit ? 1 : 0), n: group.n + 1 });
  };
  for (const row of rows) {
    const window = row.phase === 'measured' && row.window !== undefined ? windows[row.window] : undefined;
    if (window === undefined) continue;
    for (const [kind, fault] of Object.entries(faults)) {
      const hit = fault(row);
      if (hit !== undefined) count(kind, loadOf(window), hit);
    }
    for (const [label, value] of Object.entries(row.labels ?? {})) {
      const kind = faultLabel.exec(label)?.[1];
      if (kind !== undefined && typeof value === 'boolean') count(kind.replaceAll('_', ' '), loadOf(window), value);
    }
  }
  return [...kinds].map(([kind, byLoad]) => ({
    kind,
    byLoad: [...byLoad].sort(([a], [b]) => a - b).map(([score, group]) => ({ score, ...group })),
  }));
}
