import type { SimulatorOption } from './option.ts';

/** The cache of prompt beginnings in the model server, and that of whole answers in front of it. */
export const cacheOptions = [
  {
    name: 'prefixCacheTokens',
    kind: 'integer',
    unit: 'tokens',
    min: 16,
    brief:
      'size of the prefix cache, oldest out first; cached input costs no prefillPerTokenMs; without it there is none',
  },
  {
    name: 'semanticCacheEntries',
    kind: 'integer',
    unit: 'answers',
    min: 1,
    brief:
      'size of the cache that answers a repeated prompt without the model, oldest out first; without it there is none',
  },
  {
    name: 'semanticCacheMs',
    kind: 'number',
    unit: 'ms',
    default: 5,
    brief: 'time to first token of an answer from that cache; the rest follows at once',
  },
  {
    name: 'semanticHitRate',
    kind: 'number',
    unit: 'ratio',
    max: 1,
    default: 1,
    brief: 'share of the prompts in that cache that are answered from it',
  },
] as const satisfies readonly SimulatorOption[];
