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
  const official = /^https:\/\/(api\.openai\.com|[^/:]+\.openai\.azure\.com)(:\d+)?(\/|$)/i.test(config.baseUrl);
  // Compatible servers often know only max_tokens; OpenAI's newer models refuse it.
  const capField = config.maxTokensField ?? (official ? 'max_completion_tokens' : 'max_tokens');
  const body: Record<string, unknown> = {
    model: config.model,
    messages: [
      ...(prompt.system === undefined ? [] : [{ role: 'system', content: prompt.system }]),
      { role: 'user', content: prompt.user },
    ],
    [capField]: prompt.maxTokens ?? config.maxTokens,
    ...(config.temperature === undefined ? {} : { temperature: config.temperature }),
    stream: config.stream,
    ...(config.stream ? { stream_options: { include_usage: true } } : {}),
    ...config.extraBody,
  };
  for (const key of Object.keys(body)) if (body[key] === null) delete body[key];
  return {
    method: 'POST',
    url: config.baseUrl + openaiChat.path,
    headers: withExtra(
      {
        'Content-Type': 'application/json',
        ...(config.apiKey === undefined ? {} : { Authorization: `Bearer ${config.apiKey}` }),
      },
      config.extraHeaders,
    ),
    body: JSON.stringify(body),
  };
}

/** Header names have no case: a given `authorization` takes the place of ours and does not stand beside it. */
function withExtra(headers: Record<string, string>, extra: Record<string, string> = {}): Record<string, string> {
  const given = Object.keys(extra).map((name) => name.toLowerCase());
  const kept = Object.entries(headers).filter(([name]) => !given.includes(name.toLowerCase()));
  return { ...Object.fromEntries(kept), ...extra };
}
