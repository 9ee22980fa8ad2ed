import { sse } from '../../http/framing.ts';
import type { Api } from '../api.ts';
import { createGenerateEncoder } from './encoder.ts';
import { failureBody } from './failure-body.ts';
import { parseGenerate } from './parse.ts';

/** Google's Gemini: the model and whether to stream stand in the path. */
export const gemini: Api = {
  name: 'gemini',
  paths: [
    { path: '/v1beta/models/{model}:streamGenerateContent', stream: true },
    { path: '/v1beta/models/{model}:generateContent', stream: false },
  ],
  keyHeader: 'x-goog-api-key',
  keyStatus: { missing: 403, wrong: 400 },
  idHeader: 'x-request-id',
  limitHeaders: 'none',
  tellsWaitInBody: true,
  framing: sse,
  parse(body, _config, asked) {
    const request = parseGenerate(body, asked);
    return { ...request, answer: (about) => createGenerateEncoder(request.model, about) };
  },
  failure: failureBody,
};
