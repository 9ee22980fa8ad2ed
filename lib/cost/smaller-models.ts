/** Makers name the members of a family alike: each word and the next smaller one; a name without a size is a large one. */
const sizes: [RegExp, string[]][] = [
  [/\bopus\b/, ['sonnet', 'haiku']],
  [/\bsonnet\b/, ['haiku']],
  [/\bpro\b/, ['flash', 'flash-lite']],
  [/\bflash\b(?!-lite)/, ['flash-lite']],
  [/\blarge\b/, ['medium', 'small']],
  [/\bmedium\b/, ['small']],
  [/\bmini\b/, ['nano']],
];

/** Words that say how large a model is; a name with none of them may have smaller sisters all the same. */
const sized = /\b(mini|nano|lite|haiku|small|tiny|flash|\d+b)\b/;

/**
 * Names that smaller sisters of a model would have; whether there is one, and what it costs, the price table says.
 *
 * @example smallerModels('gpt-4o') // ['gpt-4o-mini', 'gpt-4o-nano']
 */
export function smallerModels(model: string): string[] {
  const name = model.replace(/-(\d{8}|\d{4}-\d{2}-\d{2}|latest)$/, '');
  for (const [size, smaller] of sizes) {
    if (size.test(name)) return smaller.map((word) => name.replace(size, word));
  }
  return sized.test(name) ? [] : [`${name}-mini`, `${name}-nano`];
}
