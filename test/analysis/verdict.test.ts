import { describe, expect, it } from 'vitest';
import type { SloResult, SloStatus } from '../../lib/analysis/slo.ts';
import type { Validity } from '../../lib/analysis/validity.ts';
import { judgeRun, type VerdictFacts } from '../../lib/analysis/verdict.ts';

const slo = (status: SloStatus): SloResult => ({
  name: 'TTFT p95',
  metric: 'llm_time_to_first_token',
  expression: 'p(95)<3000',
  status,
  ...(status === 'failed' ? { actual: 4000 } : status === 'passed' ? { actual: 1000 } : { reason: '5 of 130 samples' }),
});
const validity = (status: Validity['status']): Validity => ({ status, reasons: status === 'valid' ? [] : ['late'] });
const good: VerdictFacts = { interrupted: false, measured: 1000, validity: validity('valid'), slos: [slo('passed')] };
const judge = (over: Partial<VerdictFacts>) => judgeRun({ ...good, ...over });

describe('one answer for a run: where several hold, the first of this table does', () => {
  it.each<[string, number, Partial<VerdictFacts>]>([
    ['refused', 6, { stopped: 'auth', interrupted: true, validity: validity('invalid'), slos: [slo('failed')] }],
    ['refused', 6, { stopped: 'quota', measured: 0 }],
    ['not begun', 2, { stopped: 'daily', measured: 1, slos: [slo('failed')] }],
    ['budget', 5, { stopped: 'budget', validity: validity('invalid'), slos: [slo('failed')] }],
    ['interrupted', 4, { interrupted: true, validity: validity('invalid'), slos: [slo('failed')] }],
    ['invalid', 4, { validity: validity('invalid'), slos: [slo('failed')] }],
    ['failed', 3, { slos: [slo('passed'), slo('failed'), slo('undecided')] }],
    ['failed', 3, { validity: validity('undecidable'), slos: [slo('failed')] }],
    ['failed', 3, { measured: 0, slos: [slo('failed')] }],
    ['undecided', 4, { measured: 0, slos: [] }],
    ['undecided', 4, { validity: validity('undecidable') }],
    ['undecided', 4, { slos: [slo('passed'), slo('undecided')] }],
    ['undecided', 4, { slos: [slo('passed'), slo('not measured')] }],
    ['passed', 0, { validity: validity('warned') }],
    ['passed', 0, { stopped: 'saturation' }],
    ['passed', 0, { slos: [] }],
    ['passed', 0, {}],
  ])('%s, exit code %d: %j', (status, exitCode, over) => {
    expect(judge(over)).toMatchObject({ status, exitCode });
    expect(judge(over).reasons).not.toEqual([]);
  });
});

describe('the reasons', () => {
  it('tell what was wanted and what was, with units', () => {
    expect(judge({ slos: [slo('passed'), slo('failed')] }).reasons).toEqual([
      'TTFT p95: wanted < 3000 ms, was 4000 ms',
    ]);
  });

  it('tell why nothing can be told', () => {
    expect(judge({ slos: [slo('undecided')] }).reasons).toEqual(['TTFT p95: undecided (5 of 130 samples)']);
  });

  it('of an interrupted run name what else is wrong after the interruption', () => {
    expect(judge({ interrupted: true, validity: validity('invalid') }).reasons).toEqual([
      'the run was ended before its plan; the numbers are of what was measured until then',
      'late',
    ]);
  });

  it('of a run that was not begun say what would be accepted, where its rows do', () => {
    const stopped = 'daily';
    expect(judge({ stopped, stoppedBecause: 'accepted is LLM_REQUESTS=200 or less' }).reasons).toEqual([
      'accepted is LLM_REQUESTS=200 or less',
      'one request was sent, and nothing else',
    ]);
    expect(judge({ stopped }).reasons[0]).toBe('the daily allowance is unknown or too small for the plan');
  });

  it('tell a pass that judged something from one that judged nothing', () => {
    expect(judge({}).reasons).toEqual(['every threshold holds (1)']);
    expect(judge({ slos: [] }).reasons).toEqual(['no threshold was set']);
  });
});
