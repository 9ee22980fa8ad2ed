import type { Definition } from './definitions.ts';

const withoutUsage = 'the endpoint told no count: it is never estimated';

/** Counters and rates. Counters sum over the run; of rates, the share is the metric. */
export const definitionsOfCounts = {
  llm_input_tokens: {
    definition: 'Prompt tokens as the endpoint counted them, cached ones included.',
    formula: 'sum of `tokens.input`',
    absentWhen: withoutUsage,
    otherNames: {
      'vLLM bench': 'total input tokens (counted by a tokenizer of its own)',
      GuideLLM: '`prompt_token_count`',
      AIPerf: '`input_sequence_length` (counted by a tokenizer of its own)',
      OpenTelemetry: '`gen_ai.client.token.usage`, `gen_ai.token.type=input`',
    },
  },
  llm_output_tokens: {
    definition:
      'Generated tokens as the endpoint counted them, reasoning included, also of exchanges that failed: they were paid for.',
    formula: 'sum of `tokens.output`',
    absentWhen: withoutUsage,
    otherNames: {
      'vLLM bench': 'total generated tokens',
      GuideLLM: '`output_token_count`',
      AIPerf: '`output_sequence_length`',
      OpenTelemetry: '`gen_ai.client.token.usage`, `gen_ai.token.type=output`',
    },
  },
  llm_cached_tokens: {
    definition:
      'Prompt tokens that the endpoint took from its cache; part of `llm_input_tokens`. They make the first token come sooner.',
    formula: 'sum of `tokens.cached`',
    absentWhen: withoutUsage,
    otherNames: { OpenTelemetry: '`gen_ai.usage.cache_read.input_tokens`' },
  },
  llm_reasoning_tokens: {
    definition: 'Tokens spent on thinking, streamed or hidden; part of `llm_output_tokens`.',
    formula: 'sum of `tokens.reasoning`',
    absentWhen: withoutUsage,
    otherNames: { AIPerf: '`reasoning_token_count`', OpenTelemetry: '`gen_ai.usage.reasoning.output_tokens`' },
  },
  llm_cost_usd: {
    definition:
      'What the measured exchanges cost in US dollars: the provider’s own figure where it tells one, else tokens × price (`LLM_PRICE`, or the model’s list price at the time). Priced per exchange, never on sums. Warm-up is left out here, though it was paid for.',
    formula: 'sum of `cost_usd`',
    absentWhen: 'price or tokens are unknown: unknown is not free',
    otherNames: {},
  },
  llm_priced: {
    definition:
      'Share of the answers (status 2xx) whose cost is known. Below 1, `llm_cost_usd` is less than what was paid.',
    formula: '`cost_usd` known ÷ status 2xx',
    absentWhen: 'nothing was answered',
    otherNames: {},
  },
  llm_budget_usd: {
    definition:
      'What exchanges take from `LLM_BUDGET_USD`, warm-up too: their cost, or their worst case where nobody told it. What is cut off in flight is not in it; its reservation stays in the budget.',
    formula: 'sum of `cost_usd`, or of the worst case',
    absentWhen: 'no budget is set',
    otherNames: {},
  },
  llm_request_failed: {
    definition:
      'Share of exchanges whose outcome is not `ok`. A 429 is judged by its own metric and takes no part here.',
    formula: 'outcome ≠ `ok` ÷ all but `rate_limited`',
    absentWhen: 'nothing but rate limits came back',
    otherNames: {
      'vLLM bench': 'failed requests',
      GuideLLM: 'errored requests',
      AIPerf: '`error_request_count`',
      OpenTelemetry: '`gen_ai.client.operation.duration` with `error.type`',
      k6: '`http_req_failed` looks at the HTTP status alone: an error inside a stream, a cut stream and an empty answer pass',
    },
  },
  llm_timeout_rate: {
    definition:
      'Share of exchanges that took longer than `LLM_TIMEOUT`, or fell silent for `LLM_IDLE_TIMEOUT` within the stream.',
    formula: 'outcome `timeout` or `idle_timeout` ÷ all',
    absentWhen: 'nothing was finished',
    otherNames: {},
  },
  llm_rate_limit_hits: {
    definition:
      'Exchanges that the endpoint refused for its rate limit (429). The tool never re-sends: the refusal is the measurement.',
    formula: 'count of status 429 or outcome `rate_limited`',
    absentWhen: 'there was none: then the metric does not appear',
    otherNames: { k6: '`http_reqs{status:429}`' },
  },
  llm_goodput: {
    definition:
      'Share of exchanges that ended `ok` within both limits of the thresholds preset, time to first token and total time. Failures and rate limits count as not good.',
    formula: 'ok and `first_token_ms` ≤ limit and `end_ms` ≤ limit ÷ all',
    absentWhen: 'the preset sets no limits (`outcomes`, `none`), or no first token can be measured (not streamed)',
    otherNames: {
      'vLLM bench': 'request goodput (good requests per second; ours is the share)',
      AIPerf: '`goodput` (per second), `good_request_count`',
    },
  },
  llm_answer_ok: {
    definition:
      'Share of answers that hold what can be checked without understanding: something other than white space was generated, input and output tokens stay within `LLM_TOKEN_BUDGET`, the text holds what the prompt’s `expect` names.',
    formula: 'all checks of `answer` hold ÷ answers',
    absentWhen: 'the exchange gave no answer to check (outcome other than `ok`, `not_streamed`, `empty`)',
    otherNames: { k6: '`checks`' },
  },
  llm_response_status: {
    definition: 'Responses by HTTP status, in the tag `status`. An error inside a stream has status 200.',
    absentWhen: 'no response came',
    otherNames: { k6: '`http_reqs` by its tag `status`' },
  },
  llm_started: {
    definition:
      'Exchanges that were begun, warm-up too (tag `phase`). Started − finished is what was cut by the end of the run.',
    absentWhen: 'nothing was sent',
    otherNames: { k6: '`http_reqs` counts at the end of each request' },
  },
  llm_requests: {
    definition:
      'Exchanges that ended, by `outcome`, warm-up too (tag `phase`). Each point carries the exchange’s row (docs/row.md) as metadata in k6’s outputs.',
    absentWhen: 'nothing was finished',
    otherNames: {
      'vLLM bench': 'successful requests',
      GuideLLM: 'requests by status (successful, incomplete, errored)',
      AIPerf: '`request_count`',
      OpenTelemetry: 'count of `gen_ai.client.operation.duration`',
      k6: '`http_reqs`',
    },
  },
  llm_saturation_users: {
    definition:
      'Users of a closed load at which saturation was seen during the run: p95 more than twice that of the first step, or more than 1 % failures, each by a one-sided 95 % bound.',
    absentWhen: 'no step was saturated, in an open load, or without k6-llm’s own extension',
    otherNames: {},
  },
  llm_stopped: {
    definition:
      'The run ended itself before its plan; the tag `reason` says why: auth, quota, budget, saturation or daily (an allowance of the day that is unknown or too small for the plan).',
    absentWhen: 'the run went to its end, or was ended from outside',
    otherNames: {},
  },
} satisfies Record<string, Definition>;
