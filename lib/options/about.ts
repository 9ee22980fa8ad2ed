import type { OptionKey } from './table.ts';

/**
 * One line for each option, for `docs/options.md` and the CLI's help. Not bundled into k6 scripts, where each virtual
 * user would pay for each byte.
 */
export const aboutOptions: Record<OptionKey, string> = {
  baseUrl:
    'The endpoint up to and with its version, such as `https://api.openai.com/v1`; the protocol adds its own path. ' +
    'docs/endpoints.md tells it for each API',
  model: 'The model to ask for, as the endpoint names it',
  apiKey: 'The key; it appears in no output, tag, row or error',
  apiKeySecret: 'Name of the k6 secret (`--secret-source`) that holds the key, in place of `LLM_API_KEY`',
  protocol: 'The API that the endpoint speaks',
  stream: 'Ask for a streamed reply; without it there is no time to first token and no gap',
  transport:
    'How exchanges are made; `auto` takes the best that the k6 in use has: `capture`, else `open`, else `http`',
  maxTokens: 'Output cap sent with each request; a prompt may set its own',
  maxTokensField:
    'The name of that cap in the body, where servers of one protocol differ; `auto` is as the protocol knows',
  temperature: 'Sampling temperature; not sent unless set',
  extraBody:
    'Merged into each request body last; `null` removes a key. docs/endpoints.md has what makes a server count tokens chunk by chunk',
  extraHeaders: 'Sent with each request; shown in no output, for it may hold a secret',
  timeoutMs:
    'The longest a whole exchange may take, from the call to its end; also how long k6 waits at the end of a run',
  idleTimeoutMs: 'The longest a stream may be silent once its headers have come',
  prompts: 'A JSONL file of prompts, one a line, in place of the built-in ones',
  promptLengths: 'Which length classes of the built-in prompts take part',
  tokenBudget: 'Input and output tokens that one exchange may use before its answer counts as not ok',
  seed: 'Draws prompts and think times; the same seed gives the same sequence',
  warmupMs: 'Exchanges that start before this time has passed are sent and recorded, and judged by nothing',
  startRate: 'Requests per second at the start of an open load',
  stages: 'Stages of an open load: the rate moves linearly to each target within its duration',
  windowMs: 'Length of the slices in which the summary shows a load that changes',
  maxVus: 'Upper bound of virtual users, which are the exchanges in flight at one time',
  users: 'Users of a closed load; each sends its next request when its answer is there',
  requests: 'Requests that they share; the run ends with the last one',
  turns: 'Turns of a chat; the next one of the same user begins anew',
  maxDurationMs: 'The longest a closed load may run, whatever is left to send',
  thinkTimeMs: 'How long a user of a closed load waits before the next request; part of no measured time',
  maxBackoffMs: 'The longest a user of a closed load waits after a 429, whatever `Retry-After` asks for',
  profile: "One of the scenario's named sets of defaults, such as `short` of `ramp`",
  rate: 'Requests per second of a steady open load',
  burstiness:
    'How even the gaps between arrivals are, as the shape of a gamma distribution: 1 is Poisson, below comes in bursts',
  trace: 'A CSV or JSONL file of requests: when they start, and their tokens or prompts',
  speed: 'How many times faster than the trace its requests are sent',
  durationMs: 'How long a steady load lasts',
  stepUsers: 'Users that join with each step',
  stepTimeMs: 'How long each step lasts',
  maxUsers: 'Users of the last step',
  surgeRate: 'Requests per second during the surge',
  baselineTimeMs: 'How long the load is steady before the surge',
  surgeTimeMs: 'How long the surge lasts',
  recoveryTimeMs: 'How long the load is steady after the surge',
  idleTimeMs: 'How long nobody asks before a cold request; longer than the endpoint keeps an idle model',
  rounds: 'How often a cold start is measured, for each strategy',
  warmRequests: 'Requests that follow a cold one, one after another, as what is normal',
  probeIntervalMs: 'Time from one attempt to the next while the endpoint is not ready',
  coldLimitMs: 'How long after the first attempt a next one is made; then the cold start counts as failed',
  strategies:
    "What is compared: `none`; `keep-alive` pings through the idle time; `pre-warmed` has a request before the user's whose answer is discarded; `smaller-model` asks `LLM_SMALL_MODEL`",
  pingIntervalMs: 'Time between the pings of the strategy `keep-alive`, each of one output token',
  smallModel: 'The model of the strategy `smaller-model`',
  smallBaseUrl: 'Its endpoint, asked with the same key; not set is `LLM_BASE_URL`',
  repeatShare:
    'Share of the prompts that are asked as they are, so that a cache may know them; the others are made fresh',
  saturationMetric: 'The latency that saturation is told from: `total` generation time or `firstToken`',
  stopOnSaturation: 'End the run where saturation is seen; that is a normal end',
  thresholds: 'The preset of promises that decides the verdict (`thresholds/presets.ts`); `none` judges nothing',
  limitWindowMs: 'The time that rate limits are for; longer windows are not found',
  tokenVolume: 'Tokens that a scenario on limits may use in all',
  smallSize: 'Tokens of a small request, input and output cap',
  largeSize: 'Tokens of a large request, input and output cap',
  dailyLimit: 'Requests that may be used today, where the endpoint advertises no daily limit',
  allowUnknownDaily: 'Look for limits though nobody knows whether there is a daily one',
  price:
    'What tokens of `LLM_MODEL` cost, in place of the list price; where neither is known nor told by the endpoint the cost is unknown, not 0',
  smallPrice: 'What tokens of `LLM_SMALL_MODEL` cost, in place of its list price',
  budgetUsd:
    'US dollars that the run may cost at most. A request is sent only if its worst case still fits; the first that does not ends the run',
  budgetSoft:
    'Accept, where k6-llm’s own extension is missing, that the budget is looked at every 2 s and passed by what is in flight',
  out: 'An existing folder for `summary.json` and `summary.md`; `k6-llm run` makes one by itself',
};
