import type { PeerTool } from './peer-tool.ts';

export const ownNumbers: PeerTool = {
  name: 'k6-llm',
  source: '`lib/measure/measure.ts`, docs/metrics.md',
  about:
    'Connecting is in every time. Reasoning, tool calls and refusals are generated and count; roles, empty pieces and comments do not. Tokens are the endpoint’s own count.',
  numbers: [
    { word: '`llm_time_to_first_token`', unit: 'ms', formula: 'first_token_ms' },
    { word: '`llm_time_to_first_answer_token`', unit: 'ms', formula: 'first_answer_token_ms' },
    {
      word: '`llm_inter_token_latency`',
      unit: 'ms',
      formula: 'gap_p50_ms',
      trap: 'Between chunks, which may hold several tokens; the median of one reply, where most tools take the mean',
    },
    {
      word: '`llm_time_per_output_token`',
      unit: 'ms',
      formula: 'time_per_output_token_ms',
      trap: 'Reasoning that was not streamed is left out of the count: it took place before the first piece',
    },
    { word: '`llm_total_generation_time`', unit: 'ms', formula: 'end_ms' },
    { word: '`llm_tokens_per_second`', unit: 'tokens/s', formula: 'tokens.output / end_ms * 1000' },
  ],
};
