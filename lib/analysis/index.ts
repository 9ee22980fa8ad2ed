/** Verdicts as pure functions: percentiles and their sample floor, promises, health, validity, findings, the run. */
export type { AnalysisInput } from './analysis-input.ts';
export { compareRuns } from './comparison/compare-runs.ts';
export type { Comparison, FigureComparison } from './comparison/comparison.ts';
export { type FigureName, figureNames } from './comparison/figures.ts';
export type { RunFigures } from './comparison/run-figures.ts';
export type { ComparisonOptions } from './comparison/tested-figures.ts';
export type { Finding } from './finding.ts';
export { failureHealth, type HealthLevel, type HealthVerdict, tailHealth, worstHealth } from './health.ts';
export { saturationRule, type WindowEvidence, type WindowJudgement, windowJudge } from './judge-window.ts';
export { type AnalysisName, analyses, analysisNames } from './registry.ts';
export { type Percent, type Percentile, percentileOf, sampleFloors } from './sample-floor.ts';
export { judgeSlo, type Measured, parseExpression, type SloResult, type SloStatus } from './slo.ts';
export { judgeValidity, type Validity, type ValidityFacts } from './validity.ts';
export { exitCodeOf, judgeRun, type Verdict, type VerdictFacts, type VerdictStatus } from './verdict.ts';
