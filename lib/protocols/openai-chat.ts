import { openaiLimits } from '../limits/openai-limits.ts';
import { openaiChatBody, openaiChatFrames } from './openai-chat-frames.ts';
import { failureFromOpenai } from './openai-failure.ts';
import { tokensFromOpenai } from './openai-usage.ts';
import type { Finish, HttpRequest, Prompt, Protocol, RequestConfig } from './protocol.ts';

/** OpenAI's chat completions and everything that calls itself compatible with them. */
export const openaiChat: Protocol = {
  name: 'openai-chat',
  path: '/chat/completions',
  request: openaiChatRequest,
  frames: openaiChatFrames,
  body: openaiChatBody,
  usage: tokensFromOpenai,
  finish: (raw) => finishReasons.get(raw) ?? 'other',
  limits: openaiLimits,
  failure: failureFromOpenai,
};

const finishReasons = new Map<string, Finish>([
  ['stop', 'stop'],
  ['eos', 'stop'],
  ['eos_token', 'stop'],
  ['stop_sequence', 'stop'],
  ['length', 'length'],
  ['tool_calls', 'tool'],
  ['function_call', 'tool'],
  ['content_filter', 'filter'],
  // OpenRouter's provider failed in mid-answer; DeepSeek ran out of machines.
  ['error', 'error'],
  ['insufficient_system_resource', 'error'],
]);

function openaiChatRequest(prompt: Prompt, config: RequestConfig): HttpRequest {
  const { extraBody, extraHeaders } = config;
  const { system, history = [], user } = prompt;
  const messages = [
    ...(system === undefined ? [] : [{ role: 'system', content: system }]),
    ...history,
    { role: 'user', content: user },
  ];
  const body: Record<string, unknown> = { model: config.model, messages };
  body[config.maxTokensField ?? capFieldOf(config.baseUrl)] = prompt.maxTokens ?? config.maxTokens;
  if (config.temperature !== undefined) body.temperature = config.temperature;
  body.stream = config.stream;
  if (config.stream) body.stream_options = { include_usage: true };
  if (extraBody !== undefined) {
    Object.assign(body, extraBody);
    for (const key of Object.keys(body)) if (body[key] === null) delete body[key];
  }
  const headers: Record<string, string> = { 'Content-Type': 'application/json' };
  if (config.apiKey !== undefined) headers.Authorization = `Bearer ${config.apiKey}`;
  return {
    method: 'POST',
    url: config.baseUrl + openaiChat.path,
    headers: extraHeaders === undefined ? headers : withExtra(headers, extraHeaders),
    body: JSON.stringify(body),
  };
}

/** Compatible servers often know only max_tokens; OpenAI's newer models refuse it. */
function capFieldOf(baseUrl: string): string {
  const isOfficial = /^https:\/\/(api\.openai\.com|[^/:]+\.openai\.azure\.com)(:\d+)?(\/|$)/i.test(baseUrl);
  return isOfficial ? 'max_completion_tokens' : 'max_tokens';
}

/** Header names have no case: a given `authorization` takes the place of ours and does not stand beside it. */
function withExtra(headers: Record<string, string>, extra: Record<string, string>): Record<string, string> {
  const given = Object.keys(extra).map((name) => name.toLowerCase());
  const kept = Object.entries(headers).filter(([name]) => !given.includes(name.toLowerCase()));
  return { ...Object.fromEntries(kept), ...extra };
}
