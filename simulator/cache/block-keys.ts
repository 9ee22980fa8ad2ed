/** Length of a block in characters (UTF-16 units), which is 16 tokens. */
export const blockCharacters = 64;

/** One step of a 53-bit hash (cyrb53) over a part of a text, begun with the key of what stands before it. */
function hash(text: string, from: number, to: number, before: number): number {
  let low = 0xdeadbeef ^ (before >>> 0);
  let high = 0x41c6ce57 ^ Math.floor(before / 4294967296);
  for (let index = from; index < to; index += 1) {
    const code = text.charCodeAt(index);
    low = Math.imul(low ^ code, 2654435761);
    high = Math.imul(high ^ code, 1597334677);
  }
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  return 4294967296 * (2097151 & high) + (low >>> 0);
}

/**
 * One key for each whole block of a prompt, which stands for the block and all before it: equal keys, equal beginnings.
 * The block with the last character has none, since a model must always compute the last token.
 */
export function blockKeys(prompt: string): number[] {
  const keys: number[] = [];
  let key = 0;
  for (let from = 0; from + blockCharacters < prompt.length; from += blockCharacters) {
    key = hash(prompt, from, from + blockCharacters, key);
    keys.push(key);
  }
  return keys;
}
