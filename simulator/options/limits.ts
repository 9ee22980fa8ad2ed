import type { SimulatorOption } from './option.ts';

/** Rate limits: how much, of which kind, and what replies say about it. */
export const limitOptions = [
  {
    name: 'limitKind',
    kind: 'choice',
    choices: ['token-bucket', 'fixed-window'],
    default: 'token-bucket',
    brief:
      'limits refill all the time, or are whole again at fixed times: every windowMs from the start of the process',
  },
  {
    name: 'tokenLimitKind',
    kind: 'choice',
    choices: ['token-bucket', 'fixed-window'],
    brief: 'the kind of the token limit, where it is not that of the requests',
  },
  {
    name: 'windowMs',
    kind: 'number',
    unit: 'ms',
    min: 1,
    default: 60_000,
    brief: 'time that requestsPerWindow and tokensPerWindow are for; shorter makes tests shorter',
  },
  {
    name: 'requestsPerWindow',
    kind: 'number',
    unit: 'requests',
    min: 1,
    brief: 'limit on requests; without it there is none',
  },
  {
    name: 'requestsPerMinute',
    kind: 'number',
    unit: 'requests/min',
    min: 1,
    brief: 'short for requestsPerWindow with a windowMs of 60000',
  },
  {
    name: 'requestsBurst',
    kind: 'number',
    unit: 'requests',
    min: 1,
    brief: 'size of the bucket of requests; without it one window fits in',
  },
  {
    name: 'tokensPerWindow',
    kind: 'number',
    unit: 'tokens',
    min: 1,
    brief: 'limit on tokens, input and output together; without it there is none',
  },
  {
    name: 'tokensBurst',
    kind: 'number',
    unit: 'tokens',
    min: 1,
    brief: 'size of the bucket of tokens; without it one window fits in',
  },
  {
    name: 'tokenCharge',
    kind: 'choice',
    choices: ['usage', 'reservation'],
    default: 'usage',
    brief:
      'input at the start and output when the answer ends, or input and max_tokens (without it outputTokens) at the start, never given back',
  },
  { name: 'requestsPerDay', kind: 'number', unit: 'requests/day', min: 1, brief: 'limit on the requests of 24 hours' },
  {
    name: 'requestsPerDayRemaining',
    kind: 'number',
    unit: 'requests',
    brief: 'how many of those are left at the start; without it all are',
  },
  {
    name: 'maxConcurrent',
    kind: 'integer',
    unit: 'requests',
    min: 1,
    brief: 'limit on requests open at the same time, waiting ones included; one more is answered 429',
  },
  {
    name: 'advertise',
    kind: 'choice',
    choices: ['api', 'openai', 'anthropic', 'azure', 'groq', 'ietf-draft', 'none'],
    default: 'api',
    brief: 'whose headers tell the limits; api: those of the API that was asked',
  },
  {
    name: 'advertisedFactor',
    kind: 'number',
    unit: 'ratio',
    default: 1,
    brief: 'limits and remaining counts are told that many times as large as they are',
  },
  {
    name: 'retryAfter',
    kind: 'choice',
    choices: ['sent', 'none'],
    default: 'sent',
    brief: 'whether a 429 by a limit says when to come back',
  },
  {
    name: 'retryAfterFactor',
    kind: 'number',
    unit: 'ratio',
    default: 1,
    brief: 'what Retry-After tells over the true wait: 0.3 is too short, 1 honest',
  },
] as const satisfies readonly SimulatorOption[];
