/**
 * The exit codes are an API: a pipeline tells by them a slow endpoint from a refused key and from a bug of ours.
 * Where several hold, the order is 2, 7, 6, 5, 4 (invalid), 3, 4 (undecided), 0.
 */
export const exitCodes = {
  /** Every promise was kept. Of the commands that judge nothing: done. */
  passed: 0,
  /** A bug in k6-llm; the only code that comes with a stack. */
  bug: 1,
  /** Wrong use, wrong configuration or unreadable input: the run did not start, or sent no more than one question. */
  wrongUse: 2,
  /** An SLO, a cost limit or a baseline was broken. */
  failed: 3,
  /** The run is invalid, was interrupted, or cannot tell: neither pass nor fail. */
  undecided: 4,
  /** The run stopped itself at its budget. */
  budget: 5,
  /** The endpoint refused: key or quota. */
  refused: 6,
  /** No k6 that can be used, and none could be built. */
  noK6: 7,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** One line each, as `--help` and the docs show them. */
export const exitCodeMeanings: Record<ExitCode, string> = {
  0: 'passed',
  1: 'a bug in k6-llm',
  2: 'wrong use, configuration or input; nothing was started',
  3: 'an SLO, cost limit or baseline failed',
  4: 'invalid, interrupted or undecided: neither pass nor fail',
  5: 'stopped at the budget',
  6: 'the endpoint refused (key or quota)',
  7: 'no usable k6',
};
