import type { Window } from '../load/load-shape.ts';
import type { Row } from '../measure/row.ts';
import type { Finding } from './finding.ts';
import { known, spellShare } from './spell.ts';
import { quantile } from './statistics/quantile.ts';

const name = 'beyond the limit';

/** More other failures than this, and the endpoint breaks rather than refuses. */
const mostFailures = 0.01;
/** Fewer requests than this are no burst. */
const leastSent = 30;
/** So many slices at most are shown. */
const mostSlices = 24;

/** By whom a row was answered, as far as a limit is concerned. */
type Answer = 'ok' | 'limited' | 'failed';

/** How the endpoint answers more than it allows: responses by kind over time, and how fast it refuses. */
export function beyondLimit(rows: Row[], windows: Window[]): Finding {
  const burst = windows.filter(({ name: part }) => part !== 'recovery');
  const last = burst[burst.length - 1];
  const sent = rows.filter(
    (row) => row.phase === 'measured' && row.window !== undefined && row.labels?.probe === undefined,
  );
  if (sent.length < leastSent || last === undefined) {
    const lacks = `${sent.length} requests of the burst were answered, ${leastSent} are needed`;
    return {
      name,
      level: 'undecided',
      says: `What happens beyond the limit is undecided: ${lacks}.`,
      because: [lacks],
      values: {},
    };
  }
  const counts = countByAnswer(sent);
  const seconds = last.endMs / 1000;
  const shareOf = (answer: Answer): number => counts[answer] / sent.length;
  const statuses = byStatus(sent);
  const okMs = times(sent, 'ok');
  const limitedMs = times(sent, 'limited');
  const values = known({
    sent: sent.length,
    ok: counts.ok,
    rate_limited: counts.limited,
    failed: counts.failed,
    limited_share: shareOf('limited'),
    ok_per_second: counts.ok / seconds,
    ok_p50_ms: quantile(okMs, 0.5),
    rate_limited_p50_ms: quantile(limitedMs, 0.5),
    rate_limited_p95_ms: quantile(limitedMs, 0.95),
  });
  const about = `${sent.length} requests in ${seconds} s: ${statuses.map(([what, n]) => `${n} × ${what}`).join(', ')}`;
  const because = [about];
  if (limitedMs.length > 0) {
    because.push(
      `a 429 takes ${inMs(quantile(limitedMs, 0.5))} (p50) and ${inMs(quantile(limitedMs, 0.95))} (p95), ` +
        `an answer ${okMs.length === 0 ? 'never came' : `${inMs(quantile(okMs, 0.5))} (p50)`}`,
    );
  }
  const table = tableOf(sent, burst);
  if (counts.failed / sent.length > mostFailures) {
    const says = `It breaks: ${spellShare(shareOf('failed'))} of the requests failed otherwise than by a 429 (${spellShare(shareOf('limited'))} were limited).`;
    return { name, level: 'bad', says, because, table, values };
  }
  if (counts.limited === 0) {
    const says = `No limit was met: ${(sent.length / seconds).toFixed(1)} requests/s for ${seconds} s passed.`;
    return { name, level: 'info', says, because, table, values };
  }
  const fast = limitedMs.length > 0 && okMs.length > 0 ? ` in ${inMs(quantile(limitedMs, 0.5))}` : '';
  const says =
    `It refuses cleanly: ${spellShare(shareOf('limited'))} got a 429${fast}, ` +
    `${(counts.ok / seconds).toFixed(1)} of ${(sent.length / seconds).toFixed(1)} requests/s passed.`;
  return { name, level: 'good', says, because, table, values };
}

function answerOf({ outcome, status }: Row): Answer {
  if (outcome === 'ok') return 'ok';
  return outcome === 'rate_limited' || status === 429 ? 'limited' : 'failed';
}

function countByAnswer(rows: Row[]): Record<Answer, number> {
  const counts = { ok: 0, limited: 0, failed: 0 };
  for (const row of rows) counts[answerOf(row)]++;
  return counts;
}

/** Statuses, and outcomes where a status does not say what went wrong; the most frequent first. */
function byStatus(rows: Row[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { status, outcome } of rows) {
    const what = outcome === 'ok' || status >= 300 ? String(status) : outcome;
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a);
}

function times(rows: Row[], answer: Answer): number[] {
  return rows
    .filter((row) => answerOf(row) === answer)
    .map(({ end_ms }) => end_ms)
    .sort((a, b) => a - b);
}

/** Neighbouring slices are joined where there are too many to read. */
function tableOf(rows: Row[], burst: Window[]): NonNullable<Finding['table']> {
  const joined = Math.ceil(burst.length / mostSlices);
  const cells: string[][] = [];
  for (let from = 0; from < burst.length; from += joined) {
    const slice = burst.slice(from, from + joined);
    const indexes = new Set(slice.map(({ index }) => index));
    const counts = countByAnswer(rows.filter(({ window }) => window !== undefined && indexes.has(window)));
    const [first, end] = [slice[0] as Window, slice[slice.length - 1] as Window];
    cells.push([`${first.startMs / 1000}–${end.endMs / 1000} s`, ...Object.values(counts).map(String)]);
  }
  return { head: ['time', 'ok', '429', 'failed'], rows: cells };
}

const inMs = (ms: number): string => `${ms.toFixed(ms < 10 ? 1 : 0)} ms`;
