/** Requests of a plan that are alike. */
export interface RequestGroup {
  requests: number;
  /** Of one request, cached ones included. */
  inputTokens: number;
  /** Of these, what a prompt cache is likely to hold. */
  cachedTokens?: number;
  /** Of one answer. */
  outputTokens: number;
  /** The share of them that cost anything; the others are turned away. @default 1 */
  billedShare?: number;
  /** They go to `LLM_SMALL_MODEL`. */
  isSmallModel?: true;
}

/** Requests and tokens of some groups together. */
export interface Totals {
  requests: number;
  /** Those of them that cost anything, and that the tokens are of. */
  billed: number;
  inputTokens: number;
  outputTokens: number;
}

export function totalsOf(groups: readonly RequestGroup[]): Totals {
  const totals: Totals = { requests: 0, billed: 0, inputTokens: 0, outputTokens: 0 };
  for (const { requests, billedShare = 1, inputTokens, outputTokens } of groups) {
    const billed = requests * billedShare;
    totals.requests += requests;
    totals.billed += billed;
    totals.inputTokens += billed * inputTokens;
    totals.outputTokens += billed * outputTokens;
  }
  return totals;
}
