import { describe, expect, it } from 'vitest';
import { judgeGate } from '../../../lib/analysis/gate/judge-gate.ts';
import { type EvidencedRun, judgeScenario } from '../../../lib/analysis/gate/judge-scenario.ts';
import { parseSlo } from '../../../lib/analysis/gate/parse-slo.ts';
import type { PolicyObjective } from '../../../lib/analysis/gate/policy-objective.ts';
import { createRunEvidence } from '../../../lib/analysis/gate/run-evidence.ts';
import type { StageWindow } from '../../../lib/analysis/gate/stages.ts';
import type { VerdictStatus } from '../../../lib/analysis/verdict.ts';
import type { Row } from '../../../lib/measure/row.ts';
import { row } from './rows.ts';

const want = (slo: string, more: Partial<PolicyObjective> = {}): PolicyObjective => {
  const parsed = parseSlo(slo);
  if ('error' in parsed) throw new Error(parsed.error);
  return { objective: parsed.objective, ...more };
};

const answers = (n: number, changes: Partial<Row> = {}): Row[] => Array.from({ length: n }, () => row(changes));

interface RunOf {
  name?: string;
  rows?: Row[];
  windows?: StageWindow[];
  standing?: VerdictStatus;
}

function runOf(
  wanted: PolicyObjective[],
  { name = 'a', rows = [], windows = [], standing = 'passed' }: RunOf,
): EvidencedRun {
  const evidence = createRunEvidence(wanted, windows, { rateLimitsFail: false });
  rows.forEach(evidence.take);
  return {
    name,
    started: rows.length,
    finished: rows.length,
    standing: { status: standing, exitCode: 4, reasons: standing === 'passed' ? [] : [`it is ${standing}`] },
    notes: [],
    windows,
    evidence,
  };
}

function gate(wanted: PolicyObjective[], ...runs: RunOf[]) {
  const scenario = judgeScenario(
    'fixed',
    runs.map((run) => runOf(wanted, run)),
    wanted,
    0.95,
  );
  return { objectives: scenario.objectives, verdict: judgeGate([scenario]) };
}

const ttft = want('ttft.p95 < 200ms');

describe('one run', () => {
  it('keeps, breaks, or cannot tell', () => {
    expect(gate([ttft], { rows: answers(200) }).verdict).toEqual({
      status: 'passed',
      exitCode: 0,
      reasons: ['every objective holds (1)'],
    });
    expect(gate([ttft], { rows: answers(200, { first_token_ms: 300 }) }).verdict).toEqual({
      status: 'failed',
      exitCode: 3,
      reasons: ['ttft.p95 < 200ms: wanted < 200 ms, was 300 ms (300 to 300 ms)'],
    });
    expect(gate([ttft], { rows: answers(100) }).verdict).toEqual({
      status: 'undecided',
      exitCode: 4,
      reasons: ['ttft.p95 < 200ms: undecided (100 of 130 samples)'],
    });
  });

  it('is told by the name that the policy gives', () => {
    const { objectives } = gate([{ ...ttft, name: 'the spinner' }], { rows: answers(200) });
    expect(objectives[0]).toMatchObject({ name: 'the spinner', expression: 'ttft.p95 < 200ms', wanted: '< 200 ms' });
  });
});

describe('where several answers hold, the first of the order does', () => {
  const rows = answers(200, { first_token_ms: 300 });

  it.each(['not begun', 'refused', 'budget', 'invalid', 'interrupted'] as const)(
    '%s goes before a broken objective',
    (standing) => {
      const { verdict, objectives } = gate([ttft], { rows, standing });
      expect(verdict).toMatchObject({ status: standing, reasons: [`it is ${standing}`] });
      expect(objectives[0]?.status).toBe('undecided');
      expect(objectives[0]?.reason).toMatch(/^not judged: /);
    },
  );

  it('a broken objective goes before an undecided run and an undecided objective', () => {
    const wanted = [ttft, want('ttft.p99 < 200ms')];
    expect(gate(wanted, { rows, standing: 'undecided' }).verdict.status).toBe('failed');
  });

  it('an invalid run among good ones makes the whole answer invalid', () => {
    const good = answers(200);
    const { verdict, objectives } = gate(
      [ttft],
      { name: 'a', rows: good },
      { name: 'b', rows: good, standing: 'invalid' },
    );
    expect(verdict).toMatchObject({ status: 'invalid', exitCode: 4, reasons: ['b: it is invalid'] });
    expect(objectives.map(({ status }) => status)).toEqual(['undecided']);
  });
});

describe('several runs', () => {
  it('are judged together: 2 × 100 answers decide what 100 do not', () => {
    const { verdict, objectives } = gate([ttft], { name: 'a', rows: answers(100) }, { name: 'b', rows: answers(100) });
    expect(verdict.status).toBe('passed');
    expect(objectives[0]).toMatchObject({
      samples: 200,
      runs: [
        { name: 'a', status: 'undecided' },
        { name: 'b', status: 'undecided' },
      ],
    });
  });

  it('one that breaks it by itself breaks it, although the others outweigh it', () => {
    const { verdict, objectives } = gate(
      [ttft],
      { name: 'a', rows: answers(5000) },
      { name: 'b', rows: answers(200, { first_token_ms: 300 }) },
    );
    expect(verdict.status).toBe('failed');
    expect(objectives[0]?.reason).toBe('broken in b: 300 ms (300 to 300 ms)');
  });

  it('sums are over all of them: 2 × $2 are not below $3', () => {
    const wanted = [want('cost.total < 3')];
    const { verdict } = gate(wanted, { name: 'a', rows: answers(200) }, { name: 'b', rows: answers(200) });
    expect(verdict.reasons).toEqual(['cost.total < 3: wanted < $3.00, was $4.00']);
  });
});

describe('a stage', () => {
  const windows: StageWindow[] = [
    { index: 0, name: 'baseline', users: 10, short: false },
    { index: 1, name: 'surge', users: 20, short: false },
  ];
  const rows = [...answers(200, { window: 0 }), ...answers(200, { window: 1, first_token_ms: 300 })];
  const at = (stage: string, run: RunOf = {}) => gate([{ ...ttft, stage }], { rows, windows, ...run });

  it.each([
    ['its name', 'baseline', 'passed'],
    ['its name', 'surge', 'failed'],
    ['its number from 1', '1', 'passed'],
    ['its users', '20 users', 'failed'],
  ])('is found by %s: %s', (_, stage, status) => {
    expect(at(stage).verdict.status).toBe(status);
  });

  it('stands beside the objective in reasons', () => {
    expect(at('surge').verdict.reasons[0]).toMatch(/^ttft\.p95 < 200ms at surge: wanted/);
  });

  it('that is not there is not measured, and those that are there are named', () => {
    expect(at('serge').objectives[0]).toMatchObject({
      status: 'not measured',
      reason: 'there is no stage serge; its stages are baseline, surge',
    });
    expect(at('1', { windows: [] }).objectives[0]?.reason).toBe('there is no stage 1; its load has no stages');
    expect(at('serge').verdict.exitCode).toBe(4);
  });

  it('whose load was not sent decides nothing', () => {
    const short = windows.map((window) => ({ ...window, short: true }));
    expect(at('surge', { windows: short }).objectives[0]).toMatchObject({
      status: 'undecided',
      reason: 'not all of its load was sent',
    });
  });
});
