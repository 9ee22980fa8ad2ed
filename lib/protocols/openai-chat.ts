import { jsonRequest, keyHeader } from './json-request.ts';
import { askForUsage } from './nested-extra.ts';
import { openaiChatBody, openaiChatFrames } from './openai-chat-frames.ts';
import { failureFromOpenai } from './openai-failure.ts';
import { finishOfChoice } from './openai-finish.ts';
import { tokensFromOpenai } from './openai-usage.ts';
import type { HttpRequest, Prompt, Protocol, RequestConfig } from './protocol.ts';

/** OpenAI's chat completions and everything that calls itself compatible with them. */
export const openaiChat: Protocol = {
  name: 'openai-chat',
  path: '/chat/completions',
  request: openaiChatRequest,
  get outputCap() {
    return { caps: ['max_tokens', 'max_completion_tokens'], answers: ['n', 'best_of'] };
  },
  get frames() {
    return openaiChatFrames();
  },
  get body() {
    return openaiChatBody();
  },
  usage: tokensFromOpenai,
  finish: finishOfChoice,
  failure: failureFromOpenai,
};

function openaiChatRequest(prompt: Prompt, config: RequestConfig): HttpRequest {
  const { system, history, user } = prompt;
  const messages: unknown[] = history === undefined ? [] : history.slice();
  if (system !== undefined) messages.unshift({ role: 'system', content: system });
  messages.push({ role: 'user', content: user });
  const body: Record<string, unknown> = { model: config.model, messages };
  body[config.maxTokensField ?? capFieldOf(config.baseUrl)] = prompt.maxTokens ?? config.maxTokens;
  if (config.temperature !== undefined) body.temperature = config.temperature;
  body.stream = config.stream;
  return jsonRequest(openaiChat.path, body, keyHeader(config), askForUsage(body, config));
}

/** Of the last request: one run asks one endpoint. */
const known = { baseUrl: '', capField: 'max_tokens' };

/**
 * Compatible servers often know only max_tokens; OpenAI's newer models refuse it. Without a regular expression: the first
 * one that a virtual user makes costs it 7 kB.
 */
function capFieldOf(baseUrl: string): string {
  if (baseUrl === known.baseUrl) return known.capField;
  known.baseUrl = baseUrl;
  const [scheme, , authority = ''] = baseUrl.toLowerCase().split('/');
  const [host = ''] = authority.split(':');
  const isAzure = host.endsWith('.openai.azure.com') || host.endsWith('.cognitiveservices.azure.com');
  known.capField =
    scheme === 'https:' && (host === 'api.openai.com' || isAzure) ? 'max_completion_tokens' : 'max_tokens';
  return known.capField;
}
