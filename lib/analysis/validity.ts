export interface Validity {
  status: 'valid' | 'warned' | 'undecidable' | 'invalid';
  reasons: string[];
}

export interface ValidityFacts {
  /** Requests that the schedule wanted and that no virtual user was free to send. */
  dropped: number;
  /** Started and finished exchanges of the measured phase. */
  started: number;
  finished: number;
  /** The first measured window in which more than 1 % of the offered load was not sent; its index. */
  shortWindow?: number;
  /** Tail of the client's own lateness in milliseconds; absent if the transport cannot tell. */
  clientLagMs?: number;
  /** Too few exchanges for a percentile: the tail is the worst one seen, which can warn and not condemn. */
  lagIsOneSample?: boolean;
  /** Tail of how late requests of a schedule started, in milliseconds; absent where none was planned. */
  startLatenessMs?: number;
  latenessIsOneSample?: boolean;
  /** About how many streams were open at the same time at most. */
  concurrency?: number;
  measuresLag: boolean;
}

const lagWarnMs = 10;
const lagInvalidMs = 50;
const latenessWarnMs = 10;
const latenessInvalidMs = 100;
const shareDropped = 0.01;
const streamsWithoutLag = 50;
/**
 * If a share u of the exchanges never ended, the true p95 lies at the percentile 0.95 / (1 − u) of those that did.
 * Beyond 1 − 0.95/0.99 ≈ 4 % not even their p99 bounds it.
 */
const shareUnfinished = 1 - 0.95 / 0.99;

/** Whether the run's numbers can be believed. An invalid run is neither pass nor fail. */
export function judgeValidity(facts: ValidityFacts): Validity {
  const invalid: string[] = [];
  const warned: string[] = [];
  const undecidable: string[] = [];

  const planned = facts.started + facts.dropped;
  if (planned > 0 && facts.dropped / planned > shareDropped) {
    invalid.push(
      `${facts.dropped} of ${planned} requests were not sent (${percent(facts.dropped / planned)}, above 1 %): all virtual users ` +
        'were busy, and those were the slow moments; raise LLM_MAX_VUS or lower the load',
    );
  } else if (facts.shortWindow === 0) {
    invalid.push(
      'the first measured window did not get its load (above 1 % was not sent), so nothing can be compared with it',
    );
  } else if (facts.shortWindow !== undefined) {
    warned.push(
      `from window ${facts.shortWindow + 1} on, more than 1 % of the offered load was not sent: those windows do not count`,
    );
  }

  const { clientLagMs } = facts;
  if (clientLagMs !== undefined && clientLagMs > lagInvalidMs && !facts.lagIsOneSample) {
    invalid.push(
      `this machine was late by ${clientLagMs.toFixed(0)} ms (above ${lagInvalidMs} ms): the times are partly its own`,
    );
  } else if (clientLagMs !== undefined && clientLagMs > lagWarnMs) {
    warned.push(`this machine was late by up to ${clientLagMs.toFixed(0)} ms (above ${lagWarnMs} ms)`);
  }
  const { startLatenessMs } = facts;
  if (startLatenessMs !== undefined && startLatenessMs > latenessInvalidMs && !facts.latenessIsOneSample) {
    invalid.push(
      `requests started ${startLatenessMs.toFixed(0)} ms late (above ${latenessInvalidMs} ms): the load was not the planned one; ` +
        'raise LLM_MAX_VUS if all virtual users were busy, else this machine is too slow for it',
    );
  } else if (startLatenessMs !== undefined && startLatenessMs > latenessWarnMs) {
    warned.push(`requests started up to ${startLatenessMs.toFixed(0)} ms late (above ${latenessWarnMs} ms)`);
  }
  if (!facts.measuresLag && (facts.concurrency ?? 0) > streamsWithoutLag) {
    undecidable.push(
      `about ${Math.round(facts.concurrency ?? 0)} streams at once with a transport that cannot tell its own lateness ` +
        `(above ${streamsWithoutLag}): use the k6 that \`k6-llm build-k6\` makes`,
    );
  }

  const unfinished = facts.started - facts.finished;
  if (unfinished > 0 && unfinished / facts.started > shareUnfinished) {
    invalid.push(
      `${unfinished} of ${facts.started} requests never ended (${percent(unfinished / facts.started)}): they would move the p95`,
    );
  } else if (unfinished > 0) {
    warned.push(
      `${unfinished} of ${facts.started} requests never ended: the true p95 lies between the printed p95 and p99`,
    );
  }

  const status =
    invalid.length > 0 ? 'invalid' : undecidable.length > 0 ? 'undecidable' : warned.length > 0 ? 'warned' : 'valid';
  return { status, reasons: [...invalid, ...undecidable, ...warned] };
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
