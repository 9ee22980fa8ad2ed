import type { Row } from '../measure/row.ts';
import { formatMs } from '../metrics/format-value.ts';
import type { Finding } from './finding.ts';
import { type Percent, percentileOf, percents } from './sample-floor.ts';
import { known } from './spell.ts';
import { quantile } from './statistics/quantile.ts';

const name = 'as users saw it';

/** What is added to a latency by less is no difference that a user could notice. */
const noticeableMs = 10;

/**
 * A latency counts from the call. A request that started late made its user wait before it: what the user saw is
 * lateness + latency. Known only where a schedule of our own says when each request should have started.
 */
export function asUsersSawIt(rows: Row[]): Finding {
  const scheduled = rows.filter(({ phase, intended_ms }) => phase === 'measured' && intended_ms !== undefined);
  const rule =
    'as users saw it: lateness of the start + time since the call, of answers; a percentile needs its samples';
  if (scheduled.length === 0) {
    const lacks = 'no measured request has a start that was intended';
    return { name, level: 'undecided', says: `Lateness is undecided: ${lacks}.`, because: [rule, lacks], values: {} };
  }
  const answers = scheduled.filter(({ outcome }) => outcome === 'ok');
  const streamed = answers.filter(({ first_token_ms }) => first_token_ms !== undefined);
  const firstOf = (row: Row): number => row.first_token_ms as number;
  const lines = [
    line('start_lateness', 'start lateness', scheduled, latenessOf),
    ...(streamed.length === 0
      ? []
      : [
          line('first_token', 'time to first token', streamed, firstOf),
          line('first_token_as_seen', '… as users saw it', streamed, (row) => latenessOf(row) + firstOf(row)),
        ]),
    line('total', 'total generation time', answers, ({ end_ms }) => end_ms),
    line('total_as_seen', '… as users saw it', answers, (row) => latenessOf(row) + row.end_ms),
  ];
  const values = Object.assign({}, ...lines.map((one) => one.values)) as Record<string, number>;
  const percent = [...percents].reverse().find((one) => values[`total_as_seen_p${one}_ms`] !== undefined);
  const lacks = `${answers.length} answers, a median needs 11`;
  return {
    name,
    ...(percent === undefined
      ? { level: 'undecided', says: `Lateness is undecided: ${lacks}.`, because: [rule, lacks] }
      : { ...judge(values, percent), because: [rule] }),
    table: { head: ['', ...percents.map((one) => `p${one}`)], rows: lines.map(({ cells }) => cells) },
    values: { ...values, scheduled: scheduled.length, answers: answers.length },
  };
}

/** Both ends are floats of one clock; a start cannot be early. */
function latenessOf({ start_ms, intended_ms }: Row): number {
  return Math.max(0, start_ms - (intended_ms as number));
}

function judge(values: Record<string, number>, percent: Percent): Pick<Finding, 'level' | 'says'> {
  const measured = values[`total_p${percent}_ms`] as number;
  const seen = values[`total_as_seen_p${percent}_ms`] as number;
  const figures = `the p${percent} of the total time is ${formatMs(seen)} as users saw it, ${formatMs(measured)} from the call`;
  return seen - measured > noticeableMs
    ? { level: 'warning', says: `Requests started late, and users waited for that too: ${figures}.` }
    : { level: 'good', says: `Requests started when they should: ${figures}.` };
}

/** One quantity with the percentiles that its samples allow. */
function line(key: string, words: string, rows: Row[], of: (row: Row) => number) {
  const sorted = rows.map(of).sort((a, b) => a - b);
  const found = percents.map((percent) => percentileOf(percent, quantile(sorted, percent / 100), sorted.length).value);
  return {
    cells: [words, ...found.map((value) => (value === undefined ? 'n/a' : formatMs(value)))],
    values: known(Object.fromEntries(found.map((value, i) => [`${key}_p${percents[i]}_ms`, value]))),
  };
}
