import { describe, expect, it } from 'vitest';
import { judgeObjective } from '../../../lib/analysis/gate/judge-objective.ts';
import { parseSlo } from '../../../lib/analysis/gate/parse-slo.ts';
import { trialsNeeded } from '../../../lib/analysis/gate/samples-needed.ts';

/** 1, 2, … n. */
const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);
/** `hits` ones among n. */
const shareOf = (hits: number, n: number): number[] => Array.from({ length: n }, (_, i) => (i < hits ? 1 : 0));

function judge(slo: string, values: number[], { unknown = 0, confidence = 0.95 } = {}) {
  const parsed = parseSlo(slo);
  if ('error' in parsed) throw new Error(parsed.error);
  return judgeObjective(parsed.objective, { values, unknown }, confidence);
}

describe('a percentile', () => {
  it('below its sample floor is undecided, whatever its value: p95 needs 130', () => {
    expect(judge('ttft.p95 < 1s', upTo(129))).toEqual({
      status: 'undecided',
      samples: 129,
      needed: 130,
      reason: '129 of 130 samples',
    });
    expect(judge('ttft.p95 < 1s', upTo(130)).status).toBe('passed');
  });

  it('is kept where the upper end of its interval is within the limit', () => {
    // Of 1…1000 the p95 is 950; the one-sided 95 % ends are the 938th and the 962nd value (binomial, 1000, 0.95).
    const { lower, upper, actual } = judge('ttft.p95 < 1s', upTo(1000));
    expect({ lower, upper, actual }).toEqual({ lower: 938, upper: 962, actual: expect.closeTo(950.05, 9) });
    expect(judge('ttft.p95 < 963ms', upTo(1000)).status).toBe('passed');
    expect(judge('ttft.p95 <= 962ms', upTo(1000)).status).toBe('passed');
  });

  it('is undecided where the limit lies inside, and says how many samples would tell', () => {
    const near = judge('ttft.p95 < 960ms', upTo(1000));
    // 41 of 1000 are at or beyond 960 where 50 may be: z² · p(1 − p) ÷ d² with z = 1.645, p = 0.05, d = 0.009 is 1587.
    expect(near).toMatchObject({ status: 'undecided', actual: expect.closeTo(950.05, 9) });
    expect(near.needed).toBeGreaterThan(1550);
    expect(near.needed).toBeLessThan(1700);
    expect(near.reason).toBe(`1000 of about ${near.needed} samples, if it stays as it is`);
  });

  it('is broken where the lower end is beyond the limit', () => {
    expect(judge('ttft.p95 < 937ms', upTo(1000)).status).toBe('failed');
    expect(judge('ttft.p95 < 938ms', upTo(1000)).status).toBe('failed');
    expect(judge('ttft.p95 <= 938ms', upTo(1000)).status).toBe('undecided');
  });

  it('that must be high is judged from the other side', () => {
    expect(judge('tps.p5 > 10', upTo(1000)).status).toBe('passed');
    expect(judge('tps.p5 > 50', upTo(1000)).status).toBe('undecided');
    expect(judge('tps.p5 > 90', upTo(1000)).status).toBe('failed');
  });

  it('is as seen at a confidence of 0.5', () => {
    expect(judge('ttft.p95 < 951ms', upTo(1000), { confidence: 0.5 })).toMatchObject({ status: 'passed' });
    expect(judge('ttft.p95 < 950ms', upTo(1000), { confidence: 0.5 })).toMatchObject({ status: 'failed' });
    expect(judge('ttft.p95 < 1s', upTo(100), { confidence: 0.5 }).status).toBe('undecided');
  });

  it('without any value is not measured', () => {
    expect(judge('ttft.p95 < 1s', [])).toMatchObject({
      status: 'not measured',
      reason: 'no exchange gave a time to first token',
    });
  });

  it('of equal values is decided, and at the very limit is not kept by <', () => {
    const same = upTo(200).map(() => 100);
    expect(judge('ttft.p95 < 101ms', same).status).toBe('passed');
    expect(judge('ttft.p95 < 100ms', same).status).toBe('failed');
    expect(judge('ttft.p95 <= 100ms', same).status).toBe('passed');
  });
});

describe('a share', () => {
  it('of none in 298 does not prove less than 1 %, of none in 299 does', () => {
    expect(judge('failures < 1%', shareOf(0, 298))).toMatchObject({
      status: 'undecided',
      needed: 299,
      reason: '298 of about 299 samples, if it stays as it is',
    });
    expect(judge('failures < 1%', shareOf(0, 299)).status).toBe('passed');
  });

  it('is broken only where chance does not explain it: 2 of 100 may be 1 %, 5 of 100 may not', () => {
    expect(judge('failures < 1%', shareOf(2, 100)).status).toBe('undecided');
    expect(judge('failures < 1%', shareOf(5, 100)).status).toBe('failed');
  });

  it('exactly at its limit is told by no number of samples', () => {
    expect(judge('failures < 1%', shareOf(2, 200))).toMatchObject({
      status: 'undecided',
      reason: 'it is too near to the limit for any number of samples',
    });
  });

  it('of nothing is not measured: where all were 429s, none failed and none was good', () => {
    expect(judge('failures < 1%', []).status).toBe('not measured');
    expect(judge('goodput > 0.9', []).status).toBe('not measured');
  });

  it('of which none may be is said of the run: no sample proves it of the endpoint', () => {
    expect(judge('failures <= 0', shareOf(0, 5)).status).toBe('passed');
    expect(judge('failures <= 0', shareOf(1, 5000)).status).toBe('failed');
    expect(judge('goodput >= 100%', shareOf(5, 5)).status).toBe('passed');
  });
});

describe('a mean', () => {
  it('needs eleven values', () => {
    expect(judge('tps.mean > 30', upTo(10)).reason).toBe('10 of 11 samples');
  });

  it('is decided by the interval of Student: 5.5 ± 0.95 of 1…10 three times over', () => {
    // Deviation of thirty values 1…10: 2.921; t(0.95, 29) = 1.699; 1.699 · 2.921 ÷ √30 = 0.906.
    const values = [...upTo(10), ...upTo(10), ...upTo(10)];
    const { actual, lower, upper } = judge('output_tokens.mean > 4.5', values);
    expect(actual).toBe(5.5);
    expect(lower).toBeCloseTo(5.5 - 0.906, 2);
    expect(upper).toBeCloseTo(5.5 + 0.906, 2);
    expect(judge('output_tokens.mean > 4.5', values).status).toBe('passed');
    expect(judge('output_tokens.mean > 5', values)).toMatchObject({ status: 'undecided', needed: 100 });
    expect(judge('output_tokens.mean > 6.5', values).status).toBe('failed');
  });
});

describe('what can be counted is as it is', () => {
  it('the largest and the smallest value', () => {
    expect(judge('ttft.max < 4ms', [1, 2, 3])).toMatchObject({ status: 'passed', actual: 3 });
    expect(judge('ttft.max < 3ms', [1, 2, 3]).status).toBe('failed');
    expect(judge('tps.min > 1', [1, 2, 3]).status).toBe('failed');
  });

  it('the number of requests, even of none', () => {
    expect(judge('requests >= 3', [1, 1, 1]).status).toBe('passed');
    expect(judge('requests >= 3', [])).toMatchObject({ status: 'failed', actual: 0 });
  });

  it('the sum of the cost, in dollars', () => {
    expect(judge('cost.total < 10', [4, 5])).toMatchObject({ status: 'passed', actual: 9 });
    expect(judge('cost.total < 9', [4, 5]).status).toBe('failed');
  });
});

describe('an unknown cost', () => {
  it('keeps a sum from passing, and says what to set', () => {
    expect(judge('cost.total < 10', [4, 5], { unknown: 1 })).toMatchObject({
      status: 'not measured',
      reason: 'what 1 exchange cost is unknown; set LLM_PRICE for the run',
    });
  });

  it('does not keep it from failing: more can only come to it', () => {
    expect(judge('cost.total < 9', [4, 5], { unknown: 1 }).status).toBe('failed');
  });

  it('leaves the cost of a request unknown', () => {
    expect(judge('cost.per_request < 1', upTo(20), { unknown: 2 }).reason).toContain(
      'what 2 exchanges cost is unknown',
    );
  });
});

describe('the trials that would tell a share from a limit', () => {
  it.each([
    [0, 0.01, 299],
    [0, 0.05, 59],
    [1, 0.95, 59],
  ])('%d against %d: %d', (share, limit, needed) => {
    expect(trialsNeeded(share, limit, 0.95)).toBe(needed);
  });

  it('are about z² p(1 − p) ÷ d²: 0.04 against 0.05 takes about 1285', () => {
    const needed = trialsNeeded(0.04, 0.05, 0.95) as number;
    expect(needed).toBeGreaterThan(1250);
    expect(needed).toBeLessThan(1350);
  });

  it('are none at the limit itself', () => {
    expect(trialsNeeded(0.05, 0.05, 0.95)).toBeUndefined();
  });
});
