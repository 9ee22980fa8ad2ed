import { thresholdPresetNames } from '../../thresholds/names.ts';
import { strategyNames } from '../load/cold-start-strategies.ts';
import { lengthClassNames } from '../prompts/length-class.ts';
import { protocolNames } from '../protocols/index.ts';
import * as kind from './kinds.ts';

/** One option: its environment name, how it is read, and its default as one would write it. */
export interface OptionRow<T> {
  env: string;
  kind: kind.Kind<T>;
  default: string | undefined;
  /** Without it nothing can start. */
  required?: true;
}

/** Only a type: the option has a value in every run, by default or because nothing starts without. */
interface AlwaysThere<T> extends OptionRow<T> {
  always?: true;
}

function option<T>(env: string, of: kind.Kind<T>, byDefault: string): AlwaysThere<T>;
function option<T>(env: string, of: kind.Kind<T>): OptionRow<T>;
function option<T>(env: string, of: kind.Kind<T>, byDefault?: string): OptionRow<T> {
  return { env, kind: of, default: byDefault };
}

function required<T>(env: string, of: kind.Kind<T>): AlwaysThere<T> {
  return { env, kind: of, default: undefined, required: true } as AlwaysThere<T>;
}

/**
 * Every option there is. Keys carry the unit of their value; the text people read stands in `about.ts`, which is not
 * bundled into scripts (each VU pays for every byte).
 */
export const optionTable = {
  baseUrl: required('LLM_BASE_URL', kind.url),
  model: required('LLM_MODEL', kind.text),
  apiKey: option('LLM_API_KEY', kind.secret),
  apiKeySecret: option('LLM_API_KEY_SECRET', kind.text),
  protocol: option('LLM_PROTOCOL', kind.oneOf(...protocolNames()), 'openai-chat'),
  stream: option('LLM_STREAM', kind.boolean, 'true'),
  transport: option('LLM_TRANSPORT', kind.oneOf('auto', 'capture', 'open', 'http'), 'auto'),
  maxTokens: option('LLM_MAX_TOKENS', kind.integer(1, 1_000_000), '256'),
  maxTokensField: option('LLM_MAX_TOKENS_FIELD', kind.oneOf('auto', 'max_tokens', 'max_completion_tokens'), 'auto'),
  temperature: option('LLM_TEMPERATURE', kind.number(0, 2)),
  extraBody: option('LLM_EXTRA_BODY', kind.jsonObject),
  extraHeaders: option('LLM_EXTRA_HEADERS', kind.headers),
  timeoutMs: option('LLM_TIMEOUT', kind.positiveDuration, '60s'),
  idleTimeoutMs: option('LLM_IDLE_TIMEOUT', kind.positiveDuration, '30s'),
  prompts: option('LLM_PROMPTS', kind.text),
  promptLengths: option('LLM_PROMPT_LENGTHS', kind.listOf(...lengthClassNames), 'short,medium'),
  tokenBudget: option('LLM_TOKEN_BUDGET', kind.integer(1, 10_000_000), '1000'),
  seed: option('LLM_SEED', kind.integer(0, 4_294_967_295), '1'),
  warmupMs: option('LLM_WARMUP', kind.duration, '0s'),
  startRate: option('LLM_START_RATE', kind.rate, '1'),
  stages: option('LLM_STAGES', kind.stages, '2m:5,3m:10,3m:20,2m:5'),
  windowMs: option('LLM_WINDOW', kind.positiveDuration, '30s'),
  maxVus: option('LLM_MAX_VUS', kind.integer(1, 100_000), '2000'),
  users: option('LLM_USERS', kind.integer(1, 100_000), '10'),
  requests: option('LLM_REQUESTS', kind.integer(1, 100_000_000), '200'),
  turns: option('LLM_TURNS', kind.integer(1, 1000), '5'),
  maxDurationMs: option('LLM_MAX_DURATION', kind.positiveDuration, '1h'),
  thinkTimeMs: option('LLM_THINK_TIME', kind.durationRange, '0'),
  maxBackoffMs: option('LLM_MAX_BACKOFF', kind.duration, '60s'),
  profile: option('LLM_PROFILE', kind.text),
  rate: option('LLM_RATE', kind.rate, '1'),
  burstiness: option('LLM_BURSTINESS', kind.number(0.01, 100), '1'),
  trace: option('LLM_TRACE', kind.text),
  speed: option('LLM_SPEED', kind.number(0.001, 1000), '1'),
  durationMs: option('LLM_DURATION', kind.positiveDuration, '1h'),
  stepUsers: option('LLM_STEP_USERS', kind.integer(1, 100_000), '10'),
  stepTimeMs: option('LLM_STEP_TIME', kind.positiveDuration, '60s'),
  maxUsers: option('LLM_MAX_USERS', kind.integer(1, 100_000), '100'),
  surgeRate: option('LLM_SURGE_RATE', kind.rate, '10'),
  baselineTimeMs: option('LLM_BASELINE_TIME', kind.positiveDuration, '2m'),
  surgeTimeMs: option('LLM_SURGE_TIME', kind.positiveDuration, '1m'),
  recoveryTimeMs: option('LLM_RECOVERY_TIME', kind.positiveDuration, '3m'),
  idleTimeMs: option('LLM_IDLE_TIME', kind.positiveDuration, '300s'),
  rounds: option('LLM_ROUNDS', kind.integer(1, 100_000), '10'),
  warmRequests: option('LLM_WARM_REQUESTS', kind.integer(1, 100_000), '5'),
  probeIntervalMs: option('LLM_PROBE_INTERVAL', kind.positiveDuration, '1s'),
  coldLimitMs: option('LLM_COLD_LIMIT', kind.positiveDuration, '120s'),
  strategies: option('LLM_STRATEGIES', kind.listOf(...strategyNames), 'none'),
  pingIntervalMs: option('LLM_PING_INTERVAL', kind.positiveDuration, '60s'),
  smallModel: option('LLM_SMALL_MODEL', kind.text),
  smallBaseUrl: option('LLM_SMALL_BASE_URL', kind.url),
  repeatShare: option('LLM_REPEAT_SHARE', kind.number(0.01, 0.99), '0.5'),
  saturationMetric: option('LLM_SATURATION_METRIC', kind.oneOf('total', 'firstToken'), 'total'),
  stopOnSaturation: option('LLM_STOP_ON_SATURATION', kind.boolean, 'false'),
  thresholds: option('LLM_THRESHOLDS', kind.oneOf(...thresholdPresetNames), 'interactive'),
  limitWindowMs: option('LLM_LIMIT_WINDOW', kind.positiveDuration, '60s'),
  tokenVolume: option('LLM_TOKEN_VOLUME', kind.integer(1, 1_000_000_000), '500000'),
  smallSize: option('LLM_SMALL_SIZE', kind.integer(16, 1_000_000), '100'),
  largeSize: option('LLM_LARGE_SIZE', kind.integer(16, 1_000_000), '4000'),
  dailyLimit: option('LLM_DAILY_LIMIT', kind.integer(1, 1_000_000_000)),
  allowUnknownDaily: option('LLM_ALLOW_UNKNOWN_DAILY', kind.boolean, 'false'),
  price: option('LLM_PRICE', kind.price),
  smallPrice: option('LLM_SMALL_PRICE', kind.price),
  budgetUsd: option('LLM_BUDGET_USD', kind.number(0.000_001, 1_000_000)),
  budgetSoft: option('LLM_BUDGET_SOFT', kind.boolean, 'false'),
  out: option('LLM_OUT', kind.text),
};

export type OptionKey = keyof typeof optionTable;

/** The options in force, parsed. What has no default and was not set is undefined. */
export type Options = {
  [K in OptionKey]: (typeof optionTable)[K] extends AlwaysThere<infer T>
    ? T
    : (typeof optionTable)[K] extends OptionRow<infer T>
      ? T | undefined
      : never;
};
