import { percentileOf } from '../sample-floor.ts';
import { quantile } from '../statistics/quantile.ts';
import type { StopReason } from '../stop-reason.ts';
import { judgeValidity, type Validity } from '../validity.ts';
import { exitCodeOf, judgeRun, type Verdict } from '../verdict.ts';

/** What the record of a run tells, whatever its summary says. */
export interface RecordFacts {
  /** Exchanges of the measured phase. */
  started: number;
  finished: number;
  dropped: number;
  /** This machine's lateness during each exchange, milliseconds; empty where the transport cannot tell. */
  lagMs: number[];
  latenessMs: number[];
  /** Streams open at the same time at most. */
  mostAtOnce: number;
  stopped?: StopReason | undefined;
  /** Finished exchanges that cannot be read. */
  unreadable: number;
  /** Where the record ends in the middle: the run was killed, or its file was not copied whole. */
  cutOff?: string | undefined;
}

/** As much of a summary as says what its run is worth. */
export interface SummaryFacts {
  validity: Validity;
  stopped?: StopReason | undefined;
  interrupted: boolean;
  finished: number;
}

export interface Standing {
  verdict: Verdict;
  notes: string[];
}

/**
 * What a run is worth, before anybody asks how fast it was. The summary knows the plan, and is believed where it fits
 * the record; without one the record alone is judged, which cannot tell whether the plan was carried out.
 */
export function standingOf(record: RecordFacts, summary: SummaryFacts | undefined): Standing {
  const validity = summary?.validity ?? validityOf(record);
  const judged = judgeRun({
    stopped: summary?.stopped ?? record.stopped,
    interrupted: summary?.interrupted ?? false,
    measured: record.finished,
    validity,
    slos: [],
  });
  const notes = validity.status === 'warned' ? validity.reasons : [];
  const broken = flaws(record, summary);
  if (broken !== undefined && !['not begun', 'refused', 'budget'].includes(judged.status)) {
    const also = judged.status === 'invalid' || judged.status === 'interrupted' ? judged.reasons : [];
    return { verdict: { ...broken, reasons: [...broken.reasons, ...also] }, notes };
  }
  if (summary === undefined)
    notes.push('no summary.json lies beside it, so nobody knows whether its plan was carried out');
  return { verdict: judged.status === 'passed' ? { ...judged, reasons: [] } : judged, notes };
}

/** What is wrong with the record itself. */
function flaws(record: RecordFacts, summary: SummaryFacts | undefined): Verdict | undefined {
  if (record.cutOff !== undefined) {
    const why = `its record is cut off (${record.cutOff}): the run was killed, or the file was not copied whole`;
    return { status: 'interrupted', exitCode: exitCodeOf.interrupted, reasons: [why] };
  }
  if (record.unreadable > 0) {
    const why = `${record.unreadable} of ${record.finished + record.unreadable} exchanges cannot be read`;
    return { status: 'invalid', exitCode: exitCodeOf.interrupted, reasons: [why] };
  }
  if (summary !== undefined && summary.finished !== record.finished) {
    const why = `summary.json tells of ${summary.finished} exchanges and the record holds ${record.finished}: they are not of one run, or something is missing`;
    return { status: 'invalid', exitCode: exitCodeOf.interrupted, reasons: [why] };
  }
  return undefined;
}

function validityOf({ started, finished, dropped, lagMs, latenessMs, mostAtOnce }: RecordFacts): Validity {
  const lag = tailOf(lagMs);
  const lateness = tailOf(latenessMs);
  return judgeValidity({
    dropped,
    started,
    finished,
    ...(lag === undefined ? {} : { clientLagMs: lag.value, lagIsOneSample: lag.isOneSample }),
    ...(lateness === undefined ? {} : { startLatenessMs: lateness.value, latenessIsOneSample: lateness.isOneSample }),
    concurrency: mostAtOnce,
    measuresLag: lagMs.length > 0,
  });
}

/** The p99, or what stands in for it; with too few samples for any percentile the worst one seen. */
function tailOf(values: number[]): { value: number; isOneSample: boolean } | undefined {
  if (values.length === 0) return undefined;
  const sorted = Float64Array.from(values).sort();
  for (const percent of [99, 95, 90] as const) {
    const { value } = percentileOf(percent, quantile(sorted, percent / 100), values.length);
    if (value !== undefined) return { value, isOneSample: false };
  }
  return { value: sorted.at(-1) as number, isOneSample: true };
}
