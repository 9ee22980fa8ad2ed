import { awsEventStream } from '../../http/aws-event-stream.ts';
import type { Api } from '../api.ts';
import { createConverseEncoder } from './encoder.ts';
import { errorType, failureBody } from './failure-body.ts';
import { parseConverse } from './parse.ts';

/** Amazon Bedrock's Converse and ConverseStream with an API key; requests are not signed. */
export const bedrockConverse: Api = {
  name: 'bedrock-converse',
  paths: [
    { path: '/model/{model}/converse-stream', stream: true },
    { path: '/model/{model}/converse', stream: false },
  ],
  keyHeader: 'authorization',
  keyStatus: { missing: 403, wrong: 403 },
  idHeader: 'x-amzn-requestid',
  limitHeaders: 'none',
  framing: awsEventStream,
  parse: (body, config, asked) => ({ ...parseConverse(body, asked), answer: () => createConverseEncoder(config) }),
  failure: failureBody,
  failureHeaders: (failure) => ({
    'x-amzn-errortype': `${errorType(failure)}:http://internal.amazon.com/coral/com.amazon.bedrock/`,
  }),
};
