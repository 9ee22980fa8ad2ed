export type Field = 'limit' | 'remaining' | 'reset';

/** What one header is about. */
export interface Named {
  /** Limits of other families are others, though they be called the same: a gateway passes on what it was told. */
  family: string;
  field: Field;
  /** As the header says it. */
  dimension: string;
}

interface HeaderFamily {
  name: string;
  /** Of a header's name in lower case. */
  pattern: RegExp;
  /** What the groups of the pattern are. */
  read(groups: string[]): [dimension: string, field: string];
}

/** Every family that has one header for each field of a limit. The first whose pattern fits has the header. */
const headerFamilies: HeaderFamily[] = [
  {
    // OpenAI, Azure, Groq, Mistral (`x-ratelimit-limit-req-minute`), Cerebras and many gateways.
    name: 'openai',
    pattern: /^x-ratelimit-(limit|remaining|reset)-(.+)$/,
    read: ([field = '', dimension = '']) => [dimension, field],
  },
  {
    // `anthropic-ratelimit-input-tokens-limit`, `anthropic-priority-input-tokens-limit`, `anthropic-fast-…`.
    name: 'anthropic',
    pattern: /^anthropic-(?:ratelimit-)?(.+)-(limit|remaining|reset)$/,
    read: ([dimension = '', field = '']) => [dimension, field],
  },
  {
    // Mistral's earlier ones: by size is by tokens.
    name: 'mistral-by-size',
    pattern: /^(?:x-)?ratelimitbysize-(limit|remaining|reset)(-.+)?$/,
    read: ([field = '', window = '']) => [`tokens${window}`, field],
  },
  {
    // GitHub's and OpenRouter's `x-ratelimit-limit`, and the IETF drafts up to 06.
    name: 'plain',
    pattern: /^(?:x-)?rate-?limit-(limit|remaining|reset)$/,
    read: ([field = '']) => ['requests', field],
  },
];

/** What a header of that name tells, if it is one of a limit. */
export function readHeaderName(name: string): Named | undefined {
  const lower = name.toLowerCase();
  if (!lower.includes('-')) return undefined;
  for (const { name: family, pattern, read } of headerFamilies) {
    const groups = pattern.exec(lower);
    if (groups === null) continue;
    const [dimension, field] = read(groups.slice(1));
    return { family, field: field as Field, dimension };
  }
  return undefined;
}
