import { invalid, isText } from '../fields.ts';
import {
  bodyObject,
  type RequestHead,
  readHead,
  readStreamOptions,
  type StreamOptions,
} from '../openai-chat/request-head.ts';

export interface CompletionRequest extends RequestHead, StreamOptions {
  prompt: string;
}

/** The API takes several prompts at once, and tokens in place of text; the simulator one text. */
function readPrompt(prompt: unknown): string {
  const only = Array.isArray(prompt) && prompt.length === 1 ? prompt[0] : prompt;
  if (!isText(only)) throw invalid('prompt', prompt, 'a text, or a list with one text');
  return only;
}

/** Reads what the simulator honours and checks its types; every other key is accepted and ignored. */
export function parseCompletion(given: unknown): CompletionRequest {
  const body = bodyObject(given);
  const head = readHead(body, ['max_tokens']);
  return { ...head, ...readStreamOptions(body, head.stream), prompt: readPrompt(body.prompt) };
}
