import { jsonRequest, keyHeader } from './json-request.ts';
import { askForUsage } from './nested-extra.ts';
import { openaiCompletionsBody, openaiCompletionsFrames } from './openai-completions-frames.ts';
import { failureFromOpenai } from './openai-failure.ts';
import { finishOfChoice } from './openai-finish.ts';
import { tokensFromOpenai } from './openai-usage.ts';
import type { HttpRequest, Prompt, Protocol, RequestConfig } from './protocol.ts';

/** OpenAI's older text completions, which vLLM, llama.cpp, TGI and Ollama still serve: for base models above all. */
export const openaiCompletions: Protocol = {
  name: 'openai-completions',
  path: '/completions',
  request: openaiCompletionsRequest,
  get outputCap() {
    return { caps: ['max_tokens'], answers: ['n', 'best_of'] };
  },
  get frames() {
    return openaiCompletionsFrames();
  },
  get body() {
    return openaiCompletionsBody();
  },
  usage: tokensFromOpenai,
  finish: finishOfChoice,
  failure: failureFromOpenai,
};

function openaiCompletionsRequest(prompt: Prompt, config: RequestConfig): HttpRequest {
  const { system, history = [], user } = prompt;
  // Nothing but the texts: words for who said what would be a chat template of our own, and no model knows that one.
  const texts = [...(system === undefined ? [] : [system]), ...history.map(({ content }) => content), user];
  const body: Record<string, unknown> = { model: config.model, prompt: texts.join('\n\n') };
  body[config.maxTokensField ?? 'max_tokens'] = prompt.maxTokens ?? config.maxTokens;
  if (config.temperature !== undefined) body.temperature = config.temperature;
  body.stream = config.stream;
  return jsonRequest(openaiCompletions.path, body, keyHeader(config), askForUsage(body, config));
}
