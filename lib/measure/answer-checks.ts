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

/** @param text the answer's text by channel */
export function checkAnswer(
  measurement: Measurement,
  text: Record<string, string>,
  prompt: Prompt,
  tokenBudget: number,
): AnswerChecks | undefined {
  if (measurement.outcome !== 'ok' && measurement.outcome !== 'not_streamed' && measurement.outcome !== 'empty') return undefined;
  const checks: AnswerChecks = {
    has_content: Object.entries(text).some(([channel, words]) => channel !== 'reasoning' && words.trim() !== ''),
  };
  const { tokens } = measurement;
  if (tokens?.input !== undefined && tokens.output !== undefined) {
    checks.within_budget = tokens.input + tokens.output <= tokenBudget;
  }
  if (prompt.expect !== undefined) {
    checks.expected = (text.text ?? '').toLowerCase().includes(prompt.expect.toLowerCase());
  }
  return checks;
}
