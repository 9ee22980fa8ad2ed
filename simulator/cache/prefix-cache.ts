import { blockCharacters, blockKeys } from './block-keys.ts';

const blockTokens = blockCharacters / 4;

/** Remembers the beginnings of prompts in blocks, as model servers do; answers are not in it. */
export interface PrefixCache {
  /** How many tokens of the prompt's beginning are known from earlier ones; from now on all of it is. */
  take(prompt: string): number;
}

export function createPrefixCache(capacityTokens: number): PrefixCache {
  const capacity = Math.floor(capacityTokens / blockTokens);
  /** In the order of their last use, the oldest first. */
  const blocks = new Set<number>();

  return {
    take(prompt) {
      const keys = blockKeys(prompt);
      const unknown = keys.findIndex((key) => !blocks.has(key));
      // from the end, so that what many prompts share is the youngest and leaves last
      for (const key of [...keys].reverse()) {
        blocks.delete(key);
        blocks.add(key);
      }
      for (const key of blocks) {
        if (blocks.size <= capacity) break;
        blocks.delete(key);
      }
      return (unknown === -1 ? keys.length : unknown) * blockTokens;
    },
  };
}
