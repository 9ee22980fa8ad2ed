import { ndjson } from '../../http/framing.ts';
import type { Api } from '../api.ts';
import { createOllamaEncoder } from './encoder.ts';
import { parseOllama } from './parse.ts';

/** Ollama's own chat: lines of JSON, a plain string as error. */
export const ollama: Api = {
  name: 'ollama',
  paths: [{ path: '/api/chat' }],
  keyHeader: 'authorization',
  idHeader: 'x-request-id',
  limitHeaders: 'none',
  framing: ndjson,
  parse(body) {
    const request = parseOllama(body);
    return { ...request, answer: () => createOllamaEncoder(request.model) };
  },
  failure: ({ message }) => JSON.stringify({ error: message }),
};
