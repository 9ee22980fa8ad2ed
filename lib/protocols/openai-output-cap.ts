import { asObject } from '../measure/json-object.ts';

/** The most tokens that a chat completion may bring: its cap for each of the answers asked for. Undefined without a cap. */
export function openaiOutputCap(body: string): number | undefined {
  const { max_tokens, max_completion_tokens, n, best_of } = asObject(JSON.parse(body));
  // Where both stand, the server decides which it reads.
  const caps = [max_tokens, max_completion_tokens].filter(isCount);
  if (caps.length === 0) return undefined;
  return Math.max(...caps) * Math.max(1, ...[n, best_of].filter(isCount));
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}
