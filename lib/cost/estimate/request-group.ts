/** Requests of a plan that are alike. */
export interface RequestGroup {
  requests: number;
  /** Of one request, cached ones included. */
  inputTokens: number;
  /** Of these, what a prompt cache is likely to hold. */
  cachedTokens?: number;
  /** Of one answer. */
  outputTokens: number;
  /** They go to `LLM_SMALL_MODEL`. */
  isSmallModel?: true;
}

/** Requests and tokens of some groups together. */
export interface Totals {
  requests: number;
  inputTokens: number;
  outputTokens: number;
}

export function totalsOf(groups: readonly RequestGroup[]): Totals {
  const totals: Totals = { requests: 0, inputTokens: 0, outputTokens: 0 };
  for (const { requests, inputTokens, outputTokens } of groups) {
    totals.requests += requests;
    totals.inputTokens += requests * inputTokens;
    totals.outputTokens += requests * outputTokens;
  }
  return totals;
}
