import { LlmError } from '../options/llm-error.ts';
import type { Prompt } from '../protocols/protocol.ts';
import { promptFromJson } from './prompt-from-json.ts';

/**
 * The text of a JSONL file → prompts, one a line. Blank lines are skipped, nothing else is. A prompt without an id is
 * named after its line (`line-12`).
 *
 * @throws LlmError that names the line, what is wrong with it and what is accepted
 */
export function parsePrompts(jsonl: string): Prompt[] {
  const prompts: Prompt[] = [];
  const lineOfId = new Map<string, number>();
  for (const [index, text] of jsonl.split('\n').entries()) {
    // trim() takes a BOM and the CR of a CRLF along.
    const json = text.trim();
    if (json === '') continue;
    const line = index + 1;
    const fail = (problem: string): never => {
      throw new LlmError(`prompts, line ${line}: ${problem}`);
    };
    const prompt = promptFromJson(parse(json, fail), `line-${line}`, fail);
    const taken = lineOfId.get(prompt.id);
    if (taken !== undefined)
      fail(`id "${prompt.id}" is that of line ${taken} too; accepted is an id of its own, or none`);
    lineOfId.set(prompt.id, line);
    prompts.push(prompt);
  }
  if (prompts.length === 0)
    throw new LlmError(
      'prompts: the file holds none; accepted is one JSON value a line, such as {"prompt":"Say hello"}',
    );
  return prompts;
}

function parse(json: string, fail: (problem: string) => never): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return fail(`no valid JSON: ${json.slice(0, 60)}; accepted is a JSON string or object, whole on one line`);
  }
}
