import { geminiBody, geminiFrames } from './gemini-frames.ts';
import { tokensFromGemini } from './gemini-usage.ts';
import { jsonRequest } from './json-request.ts';
import { nestExtra } from './nested-extra.ts';
import { failureFromOpenai } from './openai-failure.ts';
import type { Finish, HttpRequest, Prompt, Protocol, RequestConfig } from './protocol.ts';

/** Google's Gemini, at generativelanguage.googleapis.com and, with a bearer token as an extra header, at Vertex AI. */
export const gemini: Protocol = {
  name: 'gemini',
  path: '/models/{model}:streamGenerateContent',
  unstreamedPath: '/models/{model}:generateContent',
  request: geminiRequest,
  get outputCap() {
    return { caps: ['generationConfig.maxOutputTokens'], answers: ['generationConfig.candidateCount'] };
  },
  get frames() {
    return geminiFrames();
  },
  get body() {
    return geminiBody();
  },
  usage: tokensFromGemini,
  finish: finishOfCandidate,
  failure: failureFromOpenai,
};

function geminiRequest(prompt: Prompt, config: RequestConfig): HttpRequest {
  const { system, history = [], user } = prompt;
  const content = (role: string, text: string) => ({ role, parts: [{ text }] });
  const generationConfig: Record<string, unknown> = { maxOutputTokens: prompt.maxTokens ?? config.maxTokens };
  if (config.temperature !== undefined) generationConfig.temperature = config.temperature;
  const body: Record<string, unknown> = {
    contents: [
      ...history.map(({ role, content: text }) => content(role === 'assistant' ? 'model' : role, text)),
      content('user', user),
    ],
    generationConfig,
  };
  if (system !== undefined) body.systemInstruction = { parts: [{ text: system }] };
  // In the URL, as Google's examples have it, the key would be in k6's tags and in every log on the way.
  const headers: Record<string, string> = config.apiKey === undefined ? {} : { 'x-goog-api-key': config.apiKey };
  // Without alt=sse the stream is one JSON array.
  const method = config.stream ? 'streamGenerateContent?alt=sse' : 'generateContent';
  const path = `/${resourceOf(config.model)}:${method}`;
  return jsonRequest(path, body, headers, nestExtra(config, 'generationConfig', generationConfig));
}

/** `gemini-2.5-flash`, `models/gemini-2.5-flash` and `tunedModels/mine` are all names that Google gives. */
function resourceOf(model: string): string {
  const name = model.split('/').map(encodeURIComponent).join('/');
  return name.includes('/') ? name : `models/${name}`;
}

/** Of a candidate, or why a prompt was refused. */
function finishOfCandidate(raw: string): Finish {
  if (raw === 'STOP') return 'stop';
  if (raw === 'MAX_TOKENS') return 'length';
  if (/^MALFORMED_|_TOOL_CALL|^MISSING_THOUGHT/.test(raw)) return 'error';
  return /SAFETY|RECITATION|BLOCKLIST|PROHIBITED|^SPII$|^MODEL_ARMOR$|^JAILBREAK$/.test(raw) ? 'filter' : 'other';
}
