import type { Row } from '../../measure/row.ts';
import type { Unit } from '../../metrics/table.ts';

/** When one exchange counts as good; an exchange that fails, or that lacks one of these, does not. Milliseconds. */
export interface GoodputLimits {
  timeToFirstTokenMs?: number | undefined;
  timePerOutputTokenMs?: number | undefined;
  totalMs?: number | undefined;
}

/** What changes the meaning of a subject. */
export interface SubjectSettings {
  goodput?: GoodputLimits | undefined;
  /** 429s count as failures, and as not good. @default they count in neither */
  rateLimitsFail: boolean;
}

/** `unknown`: there is a value, and nobody told it. Undefined: the exchange has none. */
export type SubjectValue = number | 'unknown' | undefined;

export interface Subject {
  /** Shorter words for it, the first the usual one. */
  aliases: string[];
  unit: Unit;
  better: 'lower' | 'higher' | 'neither';
  /**
   * `values`: one number an exchange, spoken of by a statistic; `share`: 1 or 0 an exchange, spoken of as it is; `money`:
   * as values, but its sum and its mean are what counts; `count`: how many there are.
   */
  form: 'values' | 'share' | 'money' | 'count';
  /** The warm-up takes part: it was paid for. */
  withWarmup?: true;
  of(row: Row, settings: SubjectSettings): SubjectValue;
}

const isLimited = (row: Row): boolean => row.status === 429 || row.outcome === 'rate_limited';
const ifOk =
  (value: (row: Row) => number | undefined) =>
  (row: Row): number | undefined =>
    row.outcome === 'ok' ? value(row) : undefined;

const latency = (aliases: string[], value: (row: Row) => number | undefined): Subject => ({
  aliases,
  unit: 'time',
  better: 'lower',
  form: 'values',
  of: ifOk(value),
});

/**
 * Everything that an SLO of a policy can speak of, by the metric's name without `llm_`. The values are those of the
 * metrics, taken from rows (`test/analysis/gate/subjects.test.ts` holds the two equal).
 */
export const subjects = {
  time_to_first_token: latency(['ttft'], (row) => row.first_token_ms),
  time_to_first_answer_token: latency([], (row) => row.first_answer_token_ms),
  total_generation_time: latency(['total'], (row) => row.end_ms),
  time_per_output_token: latency(['tpot'], (row) => row.time_per_output_token_ms),
  inter_token_latency: latency(['itl'], (row) => row.gap_p50_ms),
  longest_gap: latency([], (row) => row.longest_gap_ms),
  connection_time: latency([], (row) => row.connect_ms),
  cold_start_latency: latency([], (row) => waitedMs(row, 'cold')),
  warm_latency: latency([], (row) => waitedMs(row, 'warm')),
  tokens_per_second: {
    aliases: ['tps'],
    unit: 'tokens/s',
    better: 'higher',
    form: 'values',
    of: ifOk(({ tokens, end_ms }) => (tokens?.output && end_ms > 0 ? (tokens.output / end_ms) * 1000 : undefined)),
  },
  output_tokens: { aliases: [], unit: 'tokens', better: 'neither', form: 'values', of: (row) => row.tokens?.output },
  input_tokens: { aliases: [], unit: 'tokens', better: 'neither', form: 'values', of: (row) => row.tokens?.input },
  failures: {
    aliases: ['request_failed', 'failure_rate'],
    unit: 'share',
    better: 'lower',
    form: 'share',
    of: (row, { rateLimitsFail }) => (isLimited(row) && !rateLimitsFail ? undefined : row.outcome === 'ok' ? 0 : 1),
  },
  timeouts: {
    aliases: ['timeout_rate'],
    unit: 'share',
    better: 'lower',
    form: 'share',
    of: ({ outcome }) => (outcome === 'timeout' || outcome === 'idle_timeout' ? 1 : 0),
  },
  rate_limited: {
    aliases: ['rate_limit_hits'],
    unit: 'share',
    better: 'lower',
    form: 'share',
    of: (row) => (isLimited(row) ? 1 : 0),
  },
  goodput: {
    aliases: [],
    unit: 'share',
    better: 'higher',
    form: 'share',
    of: (row, { goodput, rateLimitsFail }) =>
      isLimited(row) && !rateLimitsFail ? undefined : isGood(row, goodput ?? {}) ? 1 : 0,
  },
  answer_ok: {
    aliases: ['answers_ok'],
    unit: 'share',
    better: 'higher',
    form: 'share',
    of: ({ answer }) =>
      answer && (answer.has_content && answer.within_budget !== false && answer.expected !== false ? 1 : 0),
  },
  cost: {
    aliases: ['cost_usd'],
    unit: 'usd',
    better: 'lower',
    form: 'money',
    withWarmup: true,
    of: (row) => row.cost_usd ?? (wasPaidFor(row) ? 'unknown' : 0),
  },
  requests: { aliases: [], unit: 'exchanges', better: 'neither', form: 'count', of: () => 1 },
} satisfies Record<string, Subject>;

export type SubjectName = keyof typeof subjects;

export const subjectNames = Object.keys(subjects) as SubjectName[];

/** The row with its optional fields visible. */
export function subjectOf(name: SubjectName): Subject {
  return subjects[name];
}

function isGood(row: Row, { timeToFirstTokenMs, timePerOutputTokenMs, totalMs }: GoodputLimits): boolean {
  // An answer of one token has no time between tokens, and keeps any limit on it.
  const paced = row.tokens?.output === 1 ? 0 : row.time_per_output_token_ms;
  const within = (value: number | undefined, limit: number | undefined): boolean =>
    limit === undefined || (value !== undefined && value <= limit);
  return (
    row.outcome === 'ok' &&
    within(row.first_token_ms, timeToFirstTokenMs) &&
    within(paced, timePerOutputTokenMs) &&
    within(row.end_ms, totalMs)
  );
}

/** From the first attempt to the first token: `lib/analysis/cold-warm-of-rows.ts` says what the labels are. */
function waitedMs({ labels, first_token_ms, end_ms }: Row, temperature: string): number | undefined {
  if (labels?.temperature !== temperature) return undefined;
  return Number(labels.waited_ms ?? 0) + (first_token_ms ?? end_ms);
}

/** A refused request costs nothing; whatever was begun, or of which nobody knows, may have. */
function wasPaidFor({ outcome, status }: Row): boolean {
  const free: Row['outcome'][] = ['rate_limited', 'quota', 'overloaded', 'auth', 'bad_request', 'http_error'];
  if (outcome === 'network') return status !== 0;
  return !free.includes(outcome);
}
