import type { PlannedRun } from '../../../lib/cost/estimate/planned-run.ts';
import { readOptions } from '../../../lib/options/read-options.ts';

/** Two prompts of 40 and 80 characters: 10 and 20 tokens by the usual four characters a token. */
export const twoPrompts = [
  { id: 'a', user: 'a'.repeat(40) },
  { id: 'b', user: 'b'.repeat(80) },
];

/** Bodies of 100 bytes around the texts, and the caps of the prompts. */
function boundsOf(maxTokens: number): PlannedRun['boundsOf'] {
  return ({ system = '', history = [], user, maxTokens: own = maxTokens }) => ({
    bodyBytes: 100 + [system, user, ...history.map(({ content }) => content)].join('').length,
    outputTokens: own,
  });
}

/** A plan with these options; the rest is what the table says. */
export function planned(env: Record<string, string>, more: Partial<PlannedRun> = {}): PlannedRun {
  const options = readOptions({ LLM_BASE_URL: 'http://localhost/v1', LLM_MODEL: 'm', ...env });
  return {
    options,
    asks: 'prompt',
    starts: [{ by: 'schedule', count: 10, most: 10 }],
    prompts: twoPrompts,
    arrivals: [],
    boundsOf: boundsOf(options.maxTokens),
    ...more,
  };
}
