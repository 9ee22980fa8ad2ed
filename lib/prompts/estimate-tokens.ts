/** Characters per token in usual English text; the one place that knows. */
export const charactersPerToken = 4;

/** A rough count of tokens, for choosing lengths and reserving budget; never for a published metric. */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / charactersPerToken);
}
