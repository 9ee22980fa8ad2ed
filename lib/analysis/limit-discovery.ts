import { type Conclusion, conclude, type DiscoveryRun, type FoundLimit } from '../limits/discovery/conclude.ts';
import type { ProbeEvent } from '../limits/discovery/probe-event.ts';
import type { RateLimit } from '../limits/rate-limit.ts';
import type { Row } from '../measure/row.ts';
import type { Finding } from './finding.ts';
import { notBegun } from './not-begun.ts';
import { known, spellShare } from './spell.ts';

const minuteMs = 60_000;

/** Advertised and found are the same within this. */
const sameWithin = 0.1;

/** The limits that a discovery found, from its rows alone, beside those that the endpoint advertises. */
export function limitDiscovery(rows: Row[]): Finding[] {
  const first = rows.find(({ labels }) => labels?.advertised !== undefined);
  const refusal = first?.labels?.refusal;
  if (typeof refusal === 'string') return [notBegun(refusal)];
  const windowMs = Number(first?.labels?.window_ms ?? minuteMs);
  const advertised = advertisedOf(first);
  const found = conclude(runsOf(rows));
  const sent = rows.filter(({ labels }) => labels?.run !== undefined).length;
  const about = `${sent} probes; limits are looked for in windows of up to ${windowMs / 1000} s, and told per minute${windowMs === minuteMs ? '' : ' (scaled)'}`;
  return [requestsFinding(found, advertised, windowMs, about), tokensFinding(found, advertised, windowMs, about)];
}

function requestsFinding(found: Conclusion, advertised: RateLimit[], windowMs: number, about: string): Finding {
  const name = 'limit on requests';
  const { requests, requestsAtLeast } = found;
  const because = [about];
  if (requests === undefined) {
    const { accepted = 0, ms = 0 } = requestsAtLeast ?? {};
    const says =
      accepted === 0
        ? 'The limit on requests is undecided: nothing was let in.'
        : `No limit on requests was found: ${accepted} requests were let in within ${inSeconds(ms)}.`;
    return { name, level: 'undecided', says, because, values: known({ accepted, accepted_ms: ms }) };
  }
  const beside = compare(requests, advertised, 'requests', windowMs);
  because.push(beside.words);
  const says = `Requests are limited to ${describe(requests, 'requests')}; ${beside.words}.`;
  return {
    name,
    level: beside.differs ? 'warning' : 'info',
    says,
    because,
    values: { ...valuesOf(requests, 'requests'), ...beside.values },
  };
}

function tokensFinding(found: Conclusion, advertised: RateLimit[], windowMs: number, about: string): Finding {
  const name = 'limit on tokens';
  const { tokens, tokensAtLeast } = found;
  const because = [about];
  if (tokens === undefined) {
    const { tokens: passed = 0, ms = 0 } = tokensAtLeast ?? {};
    const says =
      passed === 0
        ? 'The limit on tokens is undecided: the endpoint told no usage of requests that it let in.'
        : `No limit on tokens was found: ${passed} tokens were let in within ${inSeconds(ms)}.`;
    return { name, level: 'undecided', says, because, values: known({ accepted_tokens: passed, accepted_ms: ms }) };
  }
  const reading = readingOf(found);
  const beside =
    reading === undefined
      ? compare(tokens, advertised, 'tokens', windowMs)
      : compareReadings(found, advertised, windowMs);
  because.push(...(reading?.because ?? [sameBothWays]), beside.words);
  return {
    name,
    level: beside.differs ? 'warning' : 'info',
    says: `Tokens are limited to ${reading?.limit ?? describe(tokens, 'tokens')}; ${beside.words}.`,
    because,
    values: { ...valuesOf(tokens, 'tokens'), ...reading?.values, ...beside.values },
  };
}

const sameBothWays = 'charged by usage or by reservation (input + max_tokens), it is the same limit within 2 %';

/** Both bounds, where the two ways to charge make two limits of what was seen; undefined where they make one. */
function readingOf({ tokens, tokensReserved: reserved, chargedBy }: Conclusion) {
  if (tokens === undefined || reserved === undefined || reserved.perMs <= tokens.perMs * 1.02) return undefined;
  const [used, all] = [tokens, reserved].map(({ perMs }) => inCount(perMs * minuteMs));
  const sizes = `${inCount(tokens.size)} or ${inCount(reserved.size)}`;
  const limit =
    `${used} a minute if charged by usage, ${all} if charged by reservation (input + max_tokens), by ` +
    (tokens.kind === 'token-bucket'
      ? `a token bucket that holds ${sizes}`
      : `a fixed window: ${sizes} every ${inSeconds(tokens.periodMs ?? 0)}`);
  const why = chargedBy
    ? `small and large requests agree on one limit only if it is charged by ${chargedBy}`
    : 'small requests did not meet it, so nothing shows how it is charged; a smaller LLM_MAX_TOKENS brings the two together';
  return {
    limit: `${limit}; ${chargedBy ? `it is charged by ${chargedBy}` : 'which of them is not known'}`,
    because: [`requests used ${spellShare(tokens.perMs / reserved.perMs)} of the tokens that they reserved`, why],
    values: {
      reserved_tokens_per_minute: reserved.perMs * minuteMs,
      ...(chargedBy && { is_charged_by_reservation: Number(chargedBy === 'reservation') }),
    },
  };
}

/** What is advertised beside the readings that are possible: it is enough if one of them is as advertised. */
function compareReadings({ tokens, tokensReserved, chargedBy }: Conclusion, advertised: RateLimit[], windowMs: number) {
  const readings = { usage: tokens, reservation: tokensReserved };
  const beside = (by: 'usage' | 'reservation') => {
    const found = compare(readings[by] as FoundLimit, advertised, 'tokens', windowMs);
    const isTold = Object.keys(found.values).length > 0;
    return chargedBy === undefined && isTold && !found.differs
      ? { ...found, words: `${found.words} if charged by ${by}` }
      : found;
  };
  if (chargedBy !== undefined) return beside(chargedBy);
  const byUsage = beside('usage');
  const byReservation = beside('reservation');
  return byReservation.differs || !byUsage.differs ? byUsage : byReservation;
}

function describe({ kind, perMs, size, periodMs }: FoundLimit, unit: string): string {
  const rate = `${inCount(perMs * minuteMs)} ${unit} a minute`;
  return kind === 'token-bucket'
    ? `${rate} by a token bucket that holds ${inCount(size)}`
    : `${rate} by a fixed window: ${inCount(size)} every ${inSeconds(periodMs ?? 0)}`;
}

function valuesOf({ kind, perMs, size, periodMs }: FoundLimit, unit: string): Record<string, number> {
  return known({
    [`${unit}_per_minute`]: perMs * minuteMs,
    [kind === 'token-bucket' ? 'bucket_size' : 'window_quota']: size,
    is_token_bucket: kind === 'token-bucket' ? 1 : 0,
    period_ms: periodMs,
  });
}

/** Headers seldom say for which time they are; the window looked for is what most mean. */
function compare({ perMs }: FoundLimit, advertised: RateLimit[], unit: string, windowMs: number) {
  // Of several the one that is felt first: a limit of the day is not what was looked for.
  const [told] = advertised
    .filter(({ dimension, limit }) => dimension === unit && limit !== undefined)
    .sort((a, b) => (a.windowMs ?? windowMs) - (b.windowMs ?? windowMs));
  if (told?.limit === undefined) return { words: 'none is advertised', differs: false, values: {} };
  const per = told.windowMs ?? windowMs;
  const expected = told.limit / per;
  const differs = Math.abs(perMs - expected) > sameWithin * expected;
  const words = `advertised are ${inCount(told.limit)} per ${inSeconds(per)}${differs ? ', which is not what was found' : ', as found'}`;
  return { words, differs, values: { [`advertised_${unit}_per_minute`]: expected * minuteMs } };
}

/** The rows of each run, in the order of the runs. */
function runsOf(rows: Row[]): DiscoveryRun[] {
  const runs: DiscoveryRun[] = [];
  for (const { labels, start_ms: sentMs, end_ms, outcome, status, tokens } of rows) {
    if (labels?.run === undefined) continue;
    const accepted = outcome !== 'rate_limited' && outcome !== 'overloaded' && status !== 429;
    const event: ProbeEvent = { batch: Number(labels.batch), sentMs, endMs: sentMs + end_ms, accepted };
    if (accepted && tokens?.input !== undefined) {
      event.usedTokens = tokens.input + (tokens.output ?? 0);
      event.reservedTokens = tokens.input + Number(labels.cap);
    }
    const run = Number(labels.run);
    runs[run] ??= { size: Number(labels.size), events: [] };
    runs[run].events.push(event);
  }
  return runs.filter((run) => run !== undefined);
}

function advertisedOf(row: Row | undefined): RateLimit[] {
  try {
    const parsed: unknown = JSON.parse(String(row?.labels?.advertised ?? '[]'));
    return Array.isArray(parsed) ? (parsed as RateLimit[]) : [];
  } catch {
    return [];
  }
}

const inCount = (n: number): string => String(n >= 100 ? Math.round(n) : Number(n.toFixed(1)));
const inSeconds = (ms: number): string => `${Number((ms / 1000).toFixed(ms < 10_000 ? 2 : 1))} s`;
