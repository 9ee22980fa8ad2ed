import type { Traced } from '../load/schedule/arrival.ts';
import type { Prompt } from '../protocols/protocol.ts';
import { charactersPerToken } from './estimate-tokens.ts';
import { passage } from './passage.ts';

/** Tokens of a block as Mooncake names them. */
const blockTokens = 512;

/** At the end of a long text, so that a model has something to do. */
const task = '\n\nContinue the chronicle above.';

/**
 * The prompt of a traced request: its own text, or a made-up one of as many tokens (about: four characters count as one).
 * Requests with the same first blocks begin alike, others differ from their first word on, so that a prefix cache finds
 * what it found in the traffic that was traced.
 */
export function tracedPrompt({ line, input = 1, output, prompt, blocks }: Traced, seed: number): Prompt {
  const length = Math.max(1, input) * charactersPerToken;
  return {
    id: `line-${line}`,
    user: prompt ?? (blocks === undefined ? lone(line, length, seed) : ofBlocks(blocks, length)),
    ...(output === undefined ? {} : { maxTokens: Math.max(1, output) }),
  };
}

function lone(line: number, length: number, seed: number): string {
  return withTask(`${line}. ${passage((seed + line) | 0, length)}`, length, (seed + line) | 0);
}

function ofBlocks(blocks: number[], length: number): string {
  const text = blocks.map((block) => filled('', blockTokens * charactersPerToken, block)).join('');
  return withTask(text.slice(0, length), length, blocks.at(-1) ?? 0);
}

function withTask(text: string, length: number, seed: number): string {
  if (length < 4 * task.length) return filled(text, length, seed);
  return filled(text.slice(0, length - task.length), length - task.length, seed) + task;
}

/** To the letter: a passage ends with a whole sentence. */
function filled(text: string, length: number, seed: number): string {
  const rest = length - text.length;
  return rest <= 0
    ? text.slice(0, length)
    : text +
        passage(Math.abs(seed), rest + 200)
          .slice(0, rest)
          .padEnd(rest, '.');
}
