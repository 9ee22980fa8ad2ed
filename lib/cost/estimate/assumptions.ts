import { type Bounds, type Case, cases } from './bounds.ts';
import type { EarlierRun } from './earlier-run.ts';

/** What a plan does not say of itself, and an estimate must suppose. */
export interface Assumptions {
  /** How long an answer takes: the slower, the fewer requests, so `low` is the slowest. */
  answerMs: Bounds;
  /** Tokens of an answer that may have so many at most. */
  outputTokens(cap: number, which: Case): number;
  /** Tokens of a request, where they are known; else they are told from the prompts. */
  inputTokens?: Bounds;
  /** Of these, what a prompt cache held. */
  cachedTokens?: number;
  /** The share of requests that cost anything: failed ones are not billed. */
  billedShare: Bounds;
  /** Where each of them is from. */
  from: { answer: Source; output: Source; input: Source };
}

/** `assumed`: nothing is known, a usual value stands in. */
export type Source = 'given' | 'earlier run' | 'assumed';

export interface Given {
  /** From the fastest to the slowest, milliseconds; the same twice is a mean. */
  answerMs?: { min: number; max: number } | undefined;
  inputTokens?: number | undefined;
  outputTokens?: number | undefined;
  earlier?: EarlierRun | undefined;
}

/** A short answer of a hosted model, at 50 to 100 tokens per second; the ends are a fast one and one under load. */
const usualAnswerMs: Bounds = { low: 20_000, expected: 5000, worst: 1000 };

/** Answers that end by themselves are anything below the cap. */
const usualShareOfCap: Bounds = { low: 0.1, expected: 0.5, worst: 1 };

/** What is given goes before what an earlier run had, and that before what is usual. */
export function assume({ answerMs, inputTokens, outputTokens, earlier }: Given): Assumptions {
  const known = earlier?.outputTokens;
  const assumed: Assumptions = {
    answerMs: answerMs === undefined ? (earlier?.answerMs ?? usualAnswerMs) : answerBounds(answerMs),
    outputTokens(cap, which) {
      if (which === 'worst') return cap;
      if (outputTokens !== undefined) return Math.min(outputTokens, cap);
      if (known !== undefined) return known(cap, which);
      return Math.max(1, Math.round(cap * usualShareOfCap[which]));
    },
    billedShare: {
      low: earlier?.billedShare ?? 1,
      expected: earlier?.billedShare ?? 1,
      worst: 1,
    },
    from: {
      answer: sourceOf(answerMs, earlier?.answerMs),
      output: sourceOf(outputTokens, known),
      input: sourceOf(inputTokens, earlier?.inputTokens),
    },
  };
  if (inputTokens !== undefined) assumed.inputTokens = same(inputTokens);
  else if (earlier?.inputTokens !== undefined) {
    assumed.inputTokens = earlier.inputTokens;
    if (earlier.cachedTokens !== undefined) assumed.cachedTokens = earlier.cachedTokens;
  }
  return assumed;
}

/** A mean may be off by a factor of two either way; of a range the ends are taken at their word. */
function answerBounds({ min, max }: { min: number; max: number }): Bounds {
  return min === max
    ? { low: 2 * max, expected: max, worst: max / 2 }
    : { low: max, expected: (min + max) / 2, worst: min };
}

function same(value: number): Bounds {
  return Object.fromEntries(cases.map((which) => [which, value])) as Bounds;
}

function sourceOf(given: unknown, earlier: unknown): Source {
  if (given !== undefined) return 'given';
  return earlier === undefined ? 'assumed' : 'earlier run';
}
