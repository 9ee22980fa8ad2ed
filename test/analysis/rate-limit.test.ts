import { describe, expect, it } from 'vitest';
import type { Finding } from '../../lib/analysis/finding.ts';
import { analyses } from '../../lib/analysis/registry.ts';
import type { Window } from '../../lib/load/load-shape.ts';
import type { Row } from '../../lib/measure/row.ts';
import { rowWith } from './simulated-run.ts';

const windows: Window[] = [
  { index: 0, startMs: 0, endMs: 10_000, requestsPerSecond: 10 },
  { index: 1, startMs: 10_000, endMs: 20_000, requestsPerSecond: 10 },
  { index: 2, startMs: 20_000, endMs: 60_000, name: 'recovery' },
];

const find = (rows: Row[]): Finding[] =>
  analyses['rate-limit']({ rows, windows, model: 'open', startedByWindow: [], seed: 1 });

const many = (n: number, fields: Partial<Row>): Row[] => Array.from({ length: n }, () => rowWith(fields));
const limited: Partial<Row> = { outcome: 'rate_limited', status: 429, end_ms: 2, retry_after_s: 3 };
const burst = [
  ...many(20, { window: 0, end_ms: 100 }),
  ...many(80, { window: 0, ...limited }),
  ...many(100, { window: 1, ...limited, retry_after_s: 1 }),
];
const probe = (kind: string, atMs: number, passed: boolean): Row =>
  rowWith({ window: 2, start_ms: atMs, labels: { probe: kind }, ...(passed ? {} : limited) });

describe('beyond the limit', () => {
  it('who was refused, how fast, and when', () => {
    const [found] = find(burst);
    expect(found?.says).toBe('It refuses cleanly: 90 % got a 429 in 2.0 ms, 1.0 of 10.0 requests/s passed.');
    expect(found?.values).toMatchObject({
      ok: 20,
      rate_limited: 180,
      failed: 0,
      rate_limited_p50_ms: 2,
      ok_p50_ms: 100,
    });
    expect(found?.table?.rows).toEqual([
      ['0–10 s', '20', '80', '0'],
      ['10–20 s', '0', '100', '0'],
    ]);
  });

  it('other failures than 429s are bad', () => {
    const [found] = find([...burst, ...many(20, { window: 1, outcome: 'overloaded', status: 503 })]);
    expect(found).toMatchObject({ level: 'bad', values: { failed: 20 } });
    expect(found?.because[0]).toContain('20 × 503');
  });

  it('no 429 at all: no limit was met', () => {
    expect(find(many(30, { window: 0 }))[0]?.says).toBe('No limit was met: 1.5 requests/s for 20 s passed.');
  });

  it('29 requests are no burst: undecided', () => {
    expect(find(many(29, { window: 0 })).map(({ level }) => level)).toEqual(['undecided', 'undecided', 'undecided']);
  });
});

describe('Retry-After', () => {
  const honesty = (rows: Row[]) => find([...burst, ...rows])[1] as Finding;

  it('is honest where what came right after it passed', () => {
    const found = honesty([probe('before', 21_000, false), probe('after', 22_000, true)]);
    expect(found).toMatchObject({ level: 'good', values: { after_sent: 1, after_passed: 1, absent_share: 0 } });
    expect(found.values).toMatchObject({ retry_after_p50_s: 1, retry_after_max_s: 3 });
  });

  it('is too short where it was refused again', () => {
    const found = honesty([probe('after', 22_000, true), probe('after', 23_000, false)]);
    expect(found.level).toBe('bad');
    expect(found.says).toContain('1 of 2 requests right after it were refused again');
  });

  it('is longer than needed where what came before it passed', () => {
    expect(honesty([probe('before', 21_000, true)]).says).toContain('longer than needed');
  });

  it('is undecided without a probe', () => {
    expect(honesty([]).level).toBe('undecided');
  });

  it('is missing', () => {
    const { retry_after_s: _, ...silent } = limited;
    const found = find(many(4, { window: 0, ...silent }))[1];
    expect(found).toMatchObject({ level: 'warning', values: { absent_share: 1 } });
  });
});

describe('recovery from the limit', () => {
  const recovery = (rows: Row[]) => find([...burst, ...rows])[2] as Finding;

  it('the first probe that passes', () => {
    const found = recovery([probe('tick', 20_500, false), probe('tick', 21_500, false), probe('tick', 22_500, true)]);
    expect(found).toMatchObject({ level: 'good', values: { recovery_ms: 2500, refused_probes: 2 } });
  });

  it('none', () => {
    expect(recovery([probe('tick', 20_500, false), probe('tick', 50_000, false)])).toMatchObject({
      level: 'bad',
      says: 'No request passed within the 30 s after the burst (2 probes).',
    });
  });
});
