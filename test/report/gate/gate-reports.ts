import type { GatedObjective, GateReport } from '../../../lib/analysis/gate/gate-report.ts';
import { judgeGate } from '../../../lib/analysis/gate/judge-gate.ts';
import type { Verdict } from '../../../lib/analysis/verdict.ts';

export const kept: GatedObjective = {
  name: 'ttft.p95 < 1s',
  expression: 'ttft.p95 < 1s',
  status: 'passed',
  wanted: '< 1000 ms',
  was: '850 ms (820 to 900 ms)',
};
export const broken: GatedObjective = {
  name: 'it answers',
  expression: 'failures < 1%',
  stage: 'surge',
  status: 'failed',
  wanted: '< 1.00 %',
  was: '5.00 % (4.00 to 6.00 %)',
};
export const open: GatedObjective = {
  name: 'ttft.p99 < 2s',
  expression: 'ttft.p99 < 2s',
  status: 'undecided',
  wanted: '< 2000 ms',
  reason: '212 of 662 samples',
};

const good: Verdict = { status: 'passed', exitCode: 0, reasons: [] };

export function gateReport(objectives: GatedObjective[], standing = good, notes: string[] = []): GateReport {
  const scenarios = [
    { scenario: 'fixed', runs: [{ name: 'results/a', started: 212, finished: 212, standing, notes }], objectives },
  ];
  return {
    schema: 1,
    versions: { 'k6-llm': '0.1.0' },
    policy: 'k6-llm.config.ts',
    confidence: 0.95,
    verdict: judgeGate(scenarios),
    scenarios,
  };
}

export const invalid: Verdict = { status: 'invalid', exitCode: 4, reasons: ['this machine was late by 60 ms'] };
