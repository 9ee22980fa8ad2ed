import { anthropicBody, anthropicFrames } from './anthropic-frames.ts';
import { tokensFromAnthropic } from './anthropic-usage.ts';
import { jsonRequest } from './json-request.ts';
import { failureFromOpenai } from './openai-failure.ts';
import type { Failure, Finish, HttpRequest, Prompt, Protocol, RequestConfig } from './protocol.ts';

/** Anthropic's messages, and servers that speak like them (vLLM, llama.cpp, Ollama, Bedrock's mantle). */
export const anthropic: Protocol = {
  name: 'anthropic',
  path: '/v1/messages',
  request: anthropicRequest,
  get outputCap() {
    return { caps: ['max_tokens'] };
  },
  get frames() {
    return anthropicFrames();
  },
  get body() {
    return anthropicBody();
  },
  usage: tokensFromAnthropic,
  finish: finishOfMessage,
  failure: failureFromAnthropic,
};

/** A switch, for the first Map costs each virtual user 12 kB. */
function finishOfMessage(raw: string): Finish {
  switch (raw) {
    case 'end_turn':
    case 'stop_sequence':
      return 'stop';
    case 'max_tokens':
    case 'model_context_window_exceeded':
      return 'length';
    case 'tool_use':
      return 'tool';
    case 'refusal':
      return 'filter';
    default:
      return 'other';
  }
}

function anthropicRequest(prompt: Prompt, config: RequestConfig): HttpRequest {
  const { system, history = [], user } = prompt;
  const body: Record<string, unknown> = { model: config.model };
  body[config.maxTokensField ?? 'max_tokens'] = prompt.maxTokens ?? config.maxTokens;
  if (system !== undefined) body.system = system;
  body.messages = [...history, { role: 'user', content: user }];
  if (config.temperature !== undefined) body.temperature = config.temperature;
  body.stream = config.stream;
  const headers: Record<string, string> = { 'Anthropic-Version': '2023-06-01' };
  if (config.apiKey !== undefined) headers['X-Api-Key'] = config.apiKey;
  // Anthropic's own SDKs take the root without the version, OpenAI's with it: both are understood.
  return jsonRequest(anthropic.path, body, headers, { ...config, baseUrl: config.baseUrl.replace(/\/v1(?=\?|$)/, '') });
}

function failureFromAnthropic(...reply: Parameters<Protocol['failure']>): Failure {
  const failure = failureFromOpenai(...reply);
  // An empty account is a 400 `invalid_request_error`, told apart by its words alone.
  const isEmpty = reply[0] === 400 && /credit balance is too low/i.test(failure.message ?? '');
  return isEmpty ? { ...failure, kind: 'quota' } : failure;
}
