import type { SloStatus } from '../slo.ts';
import type { Verdict } from '../verdict.ts';
import { pooled } from './evidence.ts';
import type { GatedObjective, GatedScenario } from './gate-report.ts';
import { type Judgement, judgeObjective } from './judge-objective.ts';
import { wantedWords, wasWords } from './objective-words.ts';
import type { PolicyObjective } from './policy-objective.ts';
import type { RunEvidence } from './run-evidence.ts';
import { type StageWindow, stageWords, windowsOfStage } from './stages.ts';

/** One run, read. */
export interface EvidencedRun {
  name: string;
  started: number;
  finished: number;
  standing: Verdict;
  notes: string[];
  windows: StageWindow[];
  evidence: RunEvidence;
}

/**
 * All runs of one scenario against what a policy wants. An objective is judged on the exchanges of all runs together,
 * for more samples decide more, and is broken as well where a single run breaks it: one bad run among good ones is what
 * a gate is there to see. Sums are sums over the runs.
 */
export function judgeScenario(
  scenario: string,
  runs: EvidencedRun[],
  wanted: PolicyObjective[],
  confidence: number,
): GatedScenario {
  const bad = runs.find(({ standing }) => isUntrusted(standing));
  return {
    scenario,
    runs: runs.map(({ name, started, finished, standing, notes }) => ({ name, started, finished, standing, notes })),
    objectives: wanted.map((one) => {
      const judged = judgeOverRuns(one, runs, confidence);
      return bad === undefined ? judged : notJudged(judged, bad.standing);
    }),
  };
}

/** Whether nothing that a run says may count. */
export function isUntrusted({ status }: Verdict): boolean {
  return status !== 'passed' && status !== 'undecided' && status !== 'failed';
}

function judgeOverRuns(wanted: PolicyObjective, runs: EvidencedRun[], confidence: number): GatedObjective {
  const { objective, name, stage } = wanted;
  const base = {
    name: name ?? objective.text,
    expression: objective.text,
    ...(stage === undefined ? {} : { stage }),
    wanted: wantedWords(objective),
    unit: objective.unit,
    limit: objective.limit,
  };
  const told = runs.flatMap((run) => {
    const evidence = run.evidence.of(wanted);
    return evidence === undefined ? [] : [{ run, evidence }];
  });
  if (told.length === 0) {
    const reason = `there is no stage ${stage}; ${stageWords(runs[0]?.windows ?? [])}`;
    return { ...base, status: 'not measured', samples: 0, reason };
  }
  const short = stage !== undefined && runs.some(({ windows }) => windowsOfStage(stage, windows).some((w) => w.short));
  const all = judgeObjective(objective, pooled(told.map(({ evidence }) => evidence)), confidence);
  const single = told.map(({ run, evidence }) => ({
    name: run.name,
    judged: judgeObjective(objective, evidence, confidence),
  }));
  const summed = objective.statistic.kind === 'total' || objective.statistic.kind === 'count';
  const breaker = summed ? undefined : single.find(({ judged }) => judged.status === 'failed');
  const judged: Judgement =
    breaker !== undefined && all.status !== 'failed'
      ? { ...all, status: 'failed', reason: `broken in ${breaker.name}: ${wasWords(objective, breaker.judged)}` }
      : all;
  const { status, samples, actual, lower, upper, needed, reason } = judged;
  const was = wasWords(objective, judged);
  return {
    ...base,
    status: short ? 'undecided' : status,
    samples,
    ...(was === undefined ? {} : { was }),
    ...(actual === undefined ? {} : { actual }),
    ...(lower === undefined ? {} : { lower }),
    ...(upper === undefined ? {} : { upper }),
    ...(needed === undefined ? {} : { needed }),
    ...(short ? { reason: 'not all of its load was sent' } : reason === undefined ? {} : { reason }),
    ...(runs.length < 2 ? {} : { runs: single.map((one) => ofOneRun(one, wasWords(objective, one.judged))) }),
  };
}

function ofOneRun(
  { name, judged }: { name: string; judged: Judgement },
  was: string | undefined,
): { name: string; status: SloStatus; was?: string } {
  return { name, status: judged.status, ...(was === undefined ? {} : { was }) };
}

/** The value may be looked at; that it would hold or not is no answer any more. */
export function notJudged(objective: GatedObjective, { status }: Verdict): GatedObjective {
  const words: Partial<Record<Verdict['status'], string>> = {
    invalid: 'a run is invalid',
    interrupted: 'a run was ended early',
    budget: 'a run was stopped at its budget',
    refused: 'the endpoint refused',
    'not begun': 'a run was not begun',
  };
  return { ...objective, status: 'undecided', reason: `not judged: ${words[status]}` };
}
