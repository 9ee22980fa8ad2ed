import { cacheOptions } from './options/cache.ts';
import { coldStartOptions } from './options/cold-start.ts';
import { limitOptions } from './options/limits.ts';
import type { SimulatorOption } from './options/option.ts';
import { qualityOptions } from './options/quality.ts';

export type { SimulatorOption } from './options/option.ts';

/** Every setting of the simulator; {@link SimulatorConfig} is made from this table. */
export const simulatorOptions = [
  { name: 'host', kind: 'text', default: '127.0.0.1', brief: 'address to listen on' },
  { name: 'port', kind: 'integer', default: 0, brief: 'port to listen on; 0 takes a free one' },
  { name: 'seed', kind: 'integer', default: 1, brief: 'makes lengths, jitter, words and faults repeatable' },
  { name: 'model', kind: 'text', default: 'sim-small', brief: 'the model that /v1/models lists; any name is answered' },
  { name: 'apiKey', kind: 'text', brief: 'key that requests must bring; without it every request is let in' },

  { name: 'slots', kind: 'integer', unit: 'requests', min: 1, default: 32, brief: 'requests served at the same time' },
  { name: 'maxQueue', kind: 'integer', unit: 'requests', default: 1000, brief: 'requests that may wait for a slot' },
  {
    name: 'overloadStatus',
    kind: 'choice',
    choices: ['503', '529', '429'],
    default: '503',
    brief: 'reply when the queue is full',
  },
  {
    name: 'prefillMs',
    kind: 'number',
    unit: 'ms',
    default: 50,
    brief: 'time to first token of an empty prompt, from the slot on',
  },
  { name: 'prefillPerTokenMs', kind: 'number', unit: 'ms', default: 0.1, brief: 'added to it by each input token' },
  {
    name: 'prefillJitter',
    kind: 'number',
    unit: 'sigma',
    default: 0,
    brief: 'log-normal spread of the prefill time, mean kept',
  },
  {
    name: 'tokenMs',
    kind: 'number',
    unit: 'ms',
    min: 0.001,
    default: 20,
    brief: 'time between two tokens of a lone request',
  },
  {
    name: 'tokenJitter',
    kind: 'number',
    unit: 'sigma',
    default: 0,
    brief: 'log-normal spread of that time, mean kept',
  },
  {
    name: 'batchSlowdown',
    kind: 'number',
    unit: 'ratio',
    default: 0.5,
    brief: 'how much longer a token takes with every slot taken: 0.5 is half as long again',
  },

  {
    name: 'outputTokens',
    kind: 'number',
    unit: 'tokens',
    default: 64,
    brief: 'mean length of an answer before max_tokens cuts it',
  },
  {
    name: 'outputSpread',
    kind: 'number',
    unit: 'sigma',
    default: 0,
    brief: 'log-normal spread of that length, mean kept; 0 makes all equal',
  },
  {
    name: 'tokensPerChunk',
    kind: 'integer',
    unit: 'tokens',
    min: 1,
    default: 1,
    brief: 'tokens sent together, when the last of them is made',
  },
  {
    name: 'roleChunk',
    kind: 'choice',
    choices: ['early', 'first-token', 'joined'],
    default: 'early',
    brief: 'role-only chunk at the slot (OpenAI), right before the first token (vLLM), or joined to it',
  },
  {
    name: 'finishChunk',
    kind: 'choice',
    choices: ['apart', 'joined'],
    default: 'apart',
    brief: 'finish reason in a chunk of its own, or on the last token',
  },
  {
    name: 'usageChunk',
    kind: 'choice',
    choices: ['own', 'on-finish'],
    default: 'own',
    brief: 'usage, if asked for, in a chunk without choices, or on the finish chunk',
  },
  {
    name: 'reasoningKey',
    kind: 'choice',
    choices: ['reasoning_content', 'reasoning'],
    default: 'reasoning_content',
    brief: 'the key of reasoning pieces',
  },
  {
    name: 'processingHeader',
    kind: 'boolean',
    default: false,
    brief: 'openai-processing-ms on answers: from the request to the headers, the queue included',
  },

  ...limitOptions,
  ...coldStartOptions,
  ...cacheOptions,
  ...qualityOptions,

  { name: 'faults', kind: 'text', default: '', brief: 'faults by rate, such as reset@5:0.01,status@500:0.02' },
  { name: 'truthFile', kind: 'text', brief: 'file to which one JSON line a request is appended' },
  {
    name: 'keepTruth',
    kind: 'integer',
    unit: 'requests',
    default: 10_000,
    brief: 'latest truth records kept in memory',
  },
] as const satisfies readonly SimulatorOption[];

type Row = (typeof simulatorOptions)[number];
type ValueOf<O extends Row> = O extends { choices: readonly (infer C)[] }
  ? C
  : O['kind'] extends 'text'
    ? string
    : O['kind'] extends 'boolean'
      ? boolean
      : number;

/** Every setting with its value; those without a default may be absent. */
export type SimulatorConfig = {
  [O in Row as O extends { default: unknown } ? O['name'] : never]: ValueOf<O>;
} & {
  [O in Row as O extends { default: unknown } ? never : O['name']]?: ValueOf<O>;
};
