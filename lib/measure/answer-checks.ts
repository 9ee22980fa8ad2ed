import type { Prompt } from '../protocols/protocol.ts';
import type { Measurement } from './measurement.ts';

/** What can be told of an answer without understanding it. Only of exchanges that gave one. */
export interface AnswerChecks {
  /** Something other than white space was generated as text, tool call or refusal. */
  has_content: boolean;
  /** Input and output tokens together stay within the budget; absent when the tokens are unknown. */
  within_budget?: boolean;
  /** The known answer stands in the text; absent for prompts without one. */
  expected?: boolean;
}

/** Undefined for an exchange that gave no answer to check. `tokenBudget` counts input and output together. */
export function checkAnswer(measurement: Measurement, prompt: Prompt, tokenBudget: number): AnswerChecks | undefined {
  if (measurement.outcome !== 'ok' && measurement.outcome !== 'not_streamed' && measurement.outcome !== 'empty')
    return undefined;
  const { text, tokens } = measurement;
  const checks: AnswerChecks = { has_content: false };
  for (const channel in text) {
    if (channel !== 'reasoning' && text[channel]?.trim()) checks.has_content = true;
  }
  if (tokens?.input !== undefined && tokens.output !== undefined) {
    checks.within_budget = tokens.input + tokens.output <= tokenBudget;
  }
  if (prompt.expect !== undefined) {
    checks.expected = (text.text ?? '').toLowerCase().includes(prompt.expect.toLowerCase());
  }
  return checks;
}
