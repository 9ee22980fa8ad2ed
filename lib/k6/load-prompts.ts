import { SharedArray } from 'k6/data';
import { builtInPrompts } from '../prompts/built-in.ts';
import { parsePrompts } from '../prompts/parse-prompts.ts';
import type { Options } from '../options/table.ts';
import type { Prompt } from '../protocols/protocol.ts';
import { absolutePath } from './absolute-path.ts';
import { LlmError } from '../options/llm-error.ts';

/** The prompts of the run, once in memory for all VUs. */
export function loadPrompts({ prompts, promptLengths }: Options): Prompt[] {
  return new SharedArray('k6-llm prompts', () => {
    if (prompts === undefined) return builtInPrompts().filter(({ id }) => promptLengths.some((length) => id.startsWith(`${length}-`)));
    return parsePrompts(readFile(prompts));
  });
}

function readFile(path: string): string {
  try {
    return open(absolutePath(path));
  } catch (error) {
    throw new LlmError(`LLM_PROMPTS=${path}: cannot be read (${error}); accepted is a JSONL file, one prompt a line`);
  }
}
