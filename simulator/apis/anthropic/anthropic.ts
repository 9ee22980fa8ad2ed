import { sse } from '../../http/framing.ts';
import type { Api } from '../api.ts';
import { createMessageEncoder } from './encoder.ts';
import { failureBody } from './failure-body.ts';
import { parseMessages } from './parse.ts';

/** Anthropic Messages. */
export const anthropic: Api = {
  name: 'anthropic',
  paths: [{ path: '/v1/messages' }],
  keyHeader: 'x-api-key',
  idHeader: 'request-id',
  limitHeaders: 'anthropic',
  framing: sse,
  parse(body, config, asked) {
    const request = parseMessages(body, asked);
    return { ...request, answer: (about) => createMessageEncoder(request.model, about, config) };
  },
  failure: failureBody,
  statusOf: ({ kind }) => (kind === 'quota' ? 402 : undefined),
};
