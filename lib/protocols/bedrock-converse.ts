import { bedrockConverseFailure } from './bedrock-converse-failure.ts';
import { bedrockConverseBody, bedrockConverseFrames } from './bedrock-converse-frames.ts';
import { tokensFromBedrock } from './bedrock-converse-usage.ts';
import { jsonRequest, keyHeader } from './json-request.ts';
import { nestExtra } from './nested-extra.ts';
import type { Finish, HttpRequest, Message, Prompt, Protocol, RequestConfig } from './protocol.ts';

/** Amazon Bedrock's Converse, with a Bedrock API key as the bearer token: requests are not signed. */
export const bedrockConverse: Protocol = {
  name: 'bedrock-converse',
  path: '/model/{model}/converse-stream',
  unstreamedPath: '/model/{model}/converse',
  framing: 'aws-eventstream',
  request: converseRequest,
  get outputCap() {
    return { caps: ['inferenceConfig.maxTokens'] };
  },
  get frames() {
    return bedrockConverseFrames();
  },
  get body() {
    return bedrockConverseBody();
  },
  usage: tokensFromBedrock,
  finish: finishOfConverse,
  failure: bedrockConverseFailure,
};

/** A switch, for the first Map costs each virtual user 12 kB. */
function finishOfConverse(raw: string): Finish {
  switch (raw) {
    case 'end_turn':
    case 'stop_sequence':
      return 'stop';
    case 'max_tokens':
    case 'model_context_window_exceeded':
      return 'length';
    case 'tool_use':
      return 'tool';
    case 'guardrail_intervened':
    case 'content_filtered':
      return 'filter';
    // The model wrote what Bedrock could not make an answer of.
    case 'malformed_model_output':
    case 'malformed_tool_use':
      return 'error';
    default:
      return 'other';
  }
}

function converseRequest(prompt: Prompt, config: RequestConfig): HttpRequest {
  const { system, history = [], user } = prompt;
  const inferenceConfig: Record<string, unknown> = {};
  inferenceConfig[config.maxTokensField ?? 'maxTokens'] = prompt.maxTokens ?? config.maxTokens;
  if (config.temperature !== undefined) inferenceConfig.temperature = config.temperature;
  const messages = [...history, { role: 'user', content: user } as const];
  const body: Record<string, unknown> = { messages: messages.map(inParts), inferenceConfig };
  if (system !== undefined) body.system = [{ text: system }];
  // An ARN has colons and slashes, and is one segment of the path.
  const path = `/model/${encodeURIComponent(config.model)}/converse`;
  const extended = nestExtra(config, 'inferenceConfig', inferenceConfig);
  return jsonRequest(config.stream ? `${path}-stream` : path, body, keyHeader(config), extended);
}

function inParts({ role, content }: Message) {
  return { role, content: [{ text: content }] };
}
