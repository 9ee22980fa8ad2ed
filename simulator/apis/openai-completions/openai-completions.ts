import { sse } from '../../http/framing.ts';
import type { Api } from '../api.ts';
import { failureBody } from '../openai-chat/failure-body.ts';
import { createCompletionEncoder } from './encoder.ts';
import { parseCompletion } from './parse.ts';

/** OpenAI's older text completions. */
export const openaiCompletions: Api = {
  name: 'openai-completions',
  paths: [{ path: '/v1/completions' }],
  keyHeader: 'authorization',
  idHeader: 'x-request-id',
  limitHeaders: 'openai',
  framing: sse,
  parse(body, config) {
    const request = parseCompletion(body);
    const { includeUsage: _usage, continuousUsage: _continuous, ...head } = request;
    return {
      ...head,
      question: request.prompt,
      answer: (about) => createCompletionEncoder(request, about, config),
    };
  },
  failure: failureBody,
};
