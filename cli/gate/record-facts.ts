import type { RecordFacts } from '../../lib/analysis/gate/standing.ts';
import { type StopReason, stopReasons } from '../../lib/analysis/stop-reason.ts';
import type { Row } from '../../lib/measure/row.ts';
import type { Point } from '../results/point.ts';
import type { ResultsHandlers, ResultsRead } from '../results/read-results.ts';

/** Gathers what the record of a run says of the run itself. */
export function createRecordFacts() {
  let begun = 0;
  let started = 0;
  let finished = 0;
  let dropped = 0;
  let stopped: StopReason | undefined;
  const lagMs: number[] = [];
  const latenessMs: number[] = [];
  /** Times at which an exchange began, and ended. */
  const begins: number[] = [];
  const ends: number[] = [];

  const points: NonNullable<ResultsHandlers['onPoint']> = {
    llm_started({ tags, value }: Point) {
      begun += value;
      if (tags.phase === 'measured') started += value;
    },
    dropped_iterations({ value }: Point) {
      dropped += value;
    },
    llm_stopped({ tags }: Point) {
      stopped ??= stopReasons.find((reason) => reason === tags.reason);
    },
  };

  return {
    points,
    takeRow(row: Row): void {
      begins.push(row.start_ms);
      ends.push(row.start_ms + row.end_ms);
      if (row.phase !== 'measured') return;
      finished++;
      if (row.lag_ms !== undefined) lagMs.push(row.lag_ms);
      if (row.intended_ms !== undefined) latenessMs.push(Math.max(0, row.start_ms - row.intended_ms));
    },
    end({ rows, badRows, truncated }: ResultsRead): RecordFacts & { begun: number } {
      const [cut] = truncated;
      return {
        begun: Math.max(begun, rows + badRows.count),
        started,
        finished,
        dropped,
        stopped,
        lagMs,
        latenessMs,
        mostAtOnce: mostAtOnce(begins, ends),
        unreadable: badRows.count,
        ...(cut === undefined ? {} : { cutOff: `${cut.why}, at line ${cut.line}` }),
      };
    },
  };
}

/** Sweeps over all beginnings and ends in their order. */
function mostAtOnce(begins: number[], ends: number[]): number {
  const opened = Float64Array.from(begins).sort();
  const closed = Float64Array.from(ends).sort();
  let most = 0;
  let open = 0;
  let next = 0;
  for (const at of opened) {
    while (next < closed.length && (closed[next] as number) <= at) {
      next++;
      open--;
    }
    open++;
    if (open > most) most = open;
  }
  return most;
}
