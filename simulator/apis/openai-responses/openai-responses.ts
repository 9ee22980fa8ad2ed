import { sse } from '../../http/framing.ts';
import type { Api } from '../api.ts';
import { failureBody } from '../openai-chat/failure-body.ts';
import { createResponseEncoder } from './encoder.ts';
import { parseResponse } from './parse.ts';

/** OpenAI's Responses API: no `[DONE]`, and usage without asking. */
export const openaiResponses: Api = {
  name: 'openai-responses',
  paths: [{ path: '/v1/responses' }],
  keyHeader: 'authorization',
  idHeader: 'x-request-id',
  limitHeaders: 'openai',
  framing: sse,
  parse(body) {
    const request = parseResponse(body);
    const { instructions: _instructions, store: _store, ...head } = request;
    return { ...head, answer: (about) => createResponseEncoder(request, about) };
  },
  failure: failureBody,
};
