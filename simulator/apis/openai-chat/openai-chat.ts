import { sse } from '../../http/framing.ts';
import type { Api } from '../api.ts';
import { createChatEncoder } from './encoder.ts';
import { failureBody } from './failure-body.ts';
import { parseChat } from './parse.ts';

/** OpenAI Chat Completions, with the variations of compatible servers as options. */
export const openaiChat: Api = {
  name: 'openai-chat',
  paths: [{ path: '/v1/chat/completions' }],
  keyHeader: 'authorization',
  idHeader: 'x-request-id',
  limitHeaders: 'openai',
  framing: sse,
  parse(body, config) {
    const request = parseChat(body);
    const { model, stream, prompt, question } = request;
    return {
      model,
      stream,
      prompt,
      question,
      ...(request.maxTokens === undefined ? {} : { maxTokens: request.maxTokens }),
      ...(request.fault === undefined ? {} : { fault: request.fault }),
      answer: (about) => createChatEncoder(request, about, config),
    };
  },
  failure: failureBody,
};
