import { jsonRequest, keyHeader } from './json-request.ts';
import { failureFromOpenai } from './openai-failure.ts';
import { openaiResponsesBody, openaiResponsesFrames } from './openai-responses-frames.ts';
import { tokensFromOpenai } from './openai-usage.ts';
import type { Finish, HttpRequest, Prompt, Protocol, RequestConfig } from './protocol.ts';

/** OpenAI's Responses API and the servers that speak it too: vLLM, llama.cpp, Ollama, OpenRouter. */
export const openaiResponses: Protocol = {
  name: 'openai-responses',
  path: '/responses',
  request: openaiResponsesRequest,
  get outputCap() {
    return { caps: ['max_output_tokens'] };
  },
  get frames() {
    return openaiResponsesFrames();
  },
  get body() {
    return openaiResponsesBody();
  },
  usage: tokensFromOpenai,
  finish: finishOfResponse,
  failure: failureFromOpenai,
};

function openaiResponsesRequest(prompt: Prompt, config: RequestConfig): HttpRequest {
  const { system, history = [], user } = prompt;
  const body: Record<string, unknown> = { model: config.model };
  if (system !== undefined) body.instructions = system;
  body.input = [...history, { role: 'user', content: user }];
  body[config.maxTokensField ?? 'max_output_tokens'] = prompt.maxTokens ?? config.maxTokens;
  if (config.temperature !== undefined) body.temperature = config.temperature;
  body.stream = config.stream;
  // Else OpenAI keeps each answer of the load test for 30 days.
  body.store = false;
  return jsonRequest(openaiResponses.path, body, keyHeader(config), config);
}

/** Of a status, of why a response is incomplete, or of the type of a call. */
function finishOfResponse(raw: string): Finish {
  if (raw === 'completed' || raw === 'response.completed') return 'stop';
  if (raw === 'max_output_tokens') return 'length';
  if (raw === 'content_filter') return 'filter';
  if (raw === 'failed' || raw === 'cancelled') return 'error';
  return raw.endsWith('_call') ? 'tool' : 'other';
}
