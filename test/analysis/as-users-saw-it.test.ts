import { describe, expect, it } from 'vitest';
import { asUsersSawIt } from '../../lib/analysis/as-users-saw-it.ts';
import { rowWith } from './simulated-run.ts';

/** Answers of a second, the first token after 400 ms, each started so much too late. */
const late = (n: number, latenessMs: (i: number) => number) =>
  Array.from({ length: n }, (_, i) =>
    rowWith({ intended_ms: i * 100, start_ms: i * 100 + latenessMs(i), first_token_ms: 400, end_ms: 1000 }),
  );

describe('what users saw', () => {
  it('is lateness + latency', () => {
    const { level, says, values } = asUsersSawIt(late(200, () => 250));
    expect(level).toBe('warning');
    expect(says).toContain('p95 of the total time is 1250 ms as users saw it, 1000 ms from the call');
    expect(values).toMatchObject({
      start_lateness_p50_ms: 250,
      first_token_p95_ms: 400,
      first_token_as_seen_p95_ms: 650,
      total_p95_ms: 1000,
      total_as_seen_p95_ms: 1250,
      scheduled: 200,
      answers: 200,
    });
  });

  it('is added request by request: the late ones need not be the slow ones', () => {
    const rows = late(200, (i) => (i < 100 ? 0 : 500)).map((row, i) => ({ ...row, end_ms: i < 100 ? 1500 : 1000 }));
    expect(asUsersSawIt(rows).values).toMatchObject({
      total_p50_ms: 1250,
      total_as_seen_p50_ms: 1500,
      total_as_seen_p95_ms: 1500,
    });
  });

  it('is the latency itself where requests start when they should', () => {
    expect(asUsersSawIt(late(200, () => 1)).level).toBe('good');
  });

  it('has no percentile without its samples: 12 answers have a median, 10 have nothing', () => {
    const few = asUsersSawIt(late(12, () => 0));
    expect(Object.keys(few.values).filter((key) => key.startsWith('total'))).toEqual([
      'total_p50_ms',
      'total_as_seen_p50_ms',
    ]);
    expect(few.table?.rows[0]?.slice(2)).toEqual(['n/a', 'n/a', 'n/a', 'n/a']);
    expect(asUsersSawIt(late(10, () => 0)).level).toBe('undecided');
  });

  it('has the lateness of failed requests, and no latency of theirs', () => {
    const rows = late(200, () => 30).map((row) => ({ ...row, outcome: 'timeout' as const }));
    const { level, values } = asUsersSawIt(rows);
    expect(level).toBe('undecided');
    expect(values).toEqual({
      start_lateness_p50_ms: 30,
      start_lateness_p90_ms: 30,
      start_lateness_p95_ms: 30,
      scheduled: 200,
      answers: 0,
    });
  });

  it('leaves out the warm-up, and is undecided where nothing was scheduled', () => {
    expect(asUsersSawIt(late(50, () => 0).map((row) => ({ ...row, phase: 'warmup' as const }))).level).toBe(
      'undecided',
    );
    expect(asUsersSawIt([rowWith({}), rowWith({})]).says).toMatch(/no measured request has a start that was intended/);
  });

  it('says nothing of first tokens where nothing was streamed', () => {
    const rows = late(200, () => 0).map((row) => ({ ...row, first_token_ms: undefined }));
    expect(asUsersSawIt(rows).table?.rows.map(([words]) => words)).toEqual([
      'start lateness',
      'total generation time',
      '… as users saw it',
    ]);
  });
});
