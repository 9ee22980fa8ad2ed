import { jsonRequest, keyHeader } from './json-request.ts';
import { nestExtra } from './nested-extra.ts';
import { ollamaBody, ollamaFrames } from './ollama-frames.ts';
import { failureFromOpenai } from './openai-failure.ts';
import type { Finish, HttpRequest, Prompt, Protocol, RequestConfig, Tokens } from './protocol.ts';

/** Ollama's own API. Its copy of OpenAI's tells neither how long loading the model took nor the server's own times. */
export const ollama: Protocol = {
  name: 'ollama',
  path: '/api/chat',
  framing: 'ndjson',
  request: ollamaRequest,
  get outputCap() {
    return { caps: ['options.num_predict'] };
  },
  get frames() {
    return ollamaFrames();
  },
  get body() {
    return ollamaBody();
  },
  usage: (_raw, extra) => tokensFromOllama(extra),
  finish: finishOfChat,
  serverTimesMs,
  failure: failureFromOpenai,
};

function ollamaRequest(prompt: Prompt, config: RequestConfig): HttpRequest {
  const { system, history = [], user } = prompt;
  const messages = [
    ...(system === undefined ? [] : [{ role: 'system', content: system }]),
    ...history,
    { role: 'user', content: user },
  ];
  const options: Record<string, unknown> = { num_predict: prompt.maxTokens ?? config.maxTokens };
  if (config.temperature !== undefined) options.temperature = config.temperature;
  // It streams unless told not to.
  const body = { model: config.model, messages, stream: config.stream, options };
  return jsonRequest(ollama.path, body, keyHeader(config), nestExtra(config, 'options', options));
}

/** A prompt that the server still knew is left out of `prompt_eval_count` by some versions: then input is unknown. */
function tokensFromOllama(extra: Record<string, string>): Tokens | undefined {
  const input = whole(extra.prompt_eval_count);
  const output = whole(extra.eval_count);
  const loadNs = whole(extra.load_duration);
  if (input === undefined && output === undefined) return undefined;
  const tokens: Tokens = {};
  if (input !== undefined) tokens.input = input;
  if (output !== undefined) tokens.output = output;
  if (loadNs !== undefined) tokens.loadMs = loadNs / 1e6;
  return tokens;
}

function serverTimesMs(extra: Record<string, string>): Record<string, number> | undefined {
  let times: Record<string, number> | undefined;
  for (const name of ['load', 'prompt_eval', 'eval', 'total']) {
    const ns = whole(extra[`${name}_duration`]);
    if (ns !== undefined) times = { ...times, [name]: ns / 1e6 };
  }
  return times;
}

function whole(json: string | undefined): number | undefined {
  const count = Number(json);
  return json !== undefined && Number.isSafeInteger(count) && count > 0 ? count : undefined;
}

function finishOfChat(raw: string): Finish {
  return raw === 'stop' || raw === 'length' ? raw : 'other';
}
