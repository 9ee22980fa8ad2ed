import type { Row } from '../../../lib/measure/row.ts';

/** One good answer: first token after 100 ms, end after 500 ms, 40 tokens, $0.01. */
export function row(changes: Partial<Row> = {}): Row {
  return {
    v: 1,
    id: '1-0',
    scenario: 'fixed',
    phase: 'measured',
    start_ms: 0,
    protocol: 'openai-chat',
    model: 'small',
    prompt: 'short-1',
    outcome: 'ok',
    status: 200,
    first_token_ms: 100,
    first_answer_token_ms: 120,
    time_per_output_token_ms: 10,
    end_ms: 500,
    chunks: 40,
    tokens: { input: 20, output: 40, source: 'usage' },
    cost_usd: 0.01,
    lag_ms: 1,
    ...changes,
  };
}

/** What came of a request that was refused before it cost anything. */
export function refused(outcome: Row['outcome'], status: number): Row {
  const { first_token_ms, first_answer_token_ms, time_per_output_token_ms, tokens, cost_usd, ...rest } = row();
  return { ...rest, outcome, status, chunks: 0 };
}
