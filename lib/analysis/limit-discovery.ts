import { type Conclusion, conclude, type DiscoveryRun, type FoundLimit } from '../limits/discovery/conclude.ts';
import type { ProbeEvent } from '../limits/discovery/probe-event.ts';
import type { RateLimit } from '../limits/rate-limit.ts';
import type { Row } from '../measure/row.ts';
import type { Finding } from './finding.ts';
import { known } from './spell.ts';

const minuteMs = 60_000;

/** Advertised and found are the same within this. */
const sameWithin = 0.1;

/** The limits that a discovery found, from its rows alone, beside those that the endpoint advertises. */
export function limitDiscovery(rows: Row[]): Finding[] {
  const first = rows.find(({ labels }) => labels?.advertised !== undefined);
  const refusal = first?.labels?.refusal;
  if (typeof refusal === 'string') {
    const says = `Not begun: ${refusal}.`;
    return [
      { name: 'limits', level: 'undecided', says, because: ['one request was sent, and nothing else'], values: {} },
    ];
  }
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
  const { tokens, tokensReserved, tokensAtLeast } = found;
  const because = [about];
  if (tokens === undefined) {
    const { tokens: passed = 0, ms = 0 } = tokensAtLeast ?? {};
    const says =
      passed === 0
        ? 'The limit on tokens is undecided: the endpoint told no usage of requests that it let in.'
        : `No limit on tokens was found: ${passed} tokens were let in within ${inSeconds(ms)}.`;
    return { name, level: 'undecided', says, because, values: known({ accepted_tokens: passed, accepted_ms: ms }) };
  }
  const beside = compare(tokens, advertised, 'tokens', windowMs);
  const values = { ...valuesOf(tokens, 'tokens'), ...beside.values };
  let reserved = '';
  if (tokensReserved !== undefined && tokensReserved.perMs > tokens.perMs * 1.02) {
    values.reserved_tokens_per_minute = tokensReserved.perMs * minuteMs;
    reserved = ` if charged by usage, ${inCount(tokensReserved.perMs * minuteMs)} a minute if charged by what is reserved (input + max_tokens)`;
  }
  because.push(beside.words);
  const says = `Tokens are limited to ${describe(tokens, 'tokens')}${reserved}; ${beside.words}.`;
  return { name, level: beside.differs ? 'warning' : 'info', says, because, values };
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
