import type { Finish, Usage } from '../api.ts';
import type { ResponseRequest } from './parse.ts';

/** How far a response has come. */
export type ResponseState =
  | { status: 'in_progress' }
  | { status: 'ended'; finish: Finish; output: unknown[]; usage?: Usage }
  | { status: 'failed'; message: string };

/** The response object, complete; in a stream it stands in the first events and in the last one. */
export function responseObject(
  request: ResponseRequest,
  about: { id: string; createdS: number },
  state: ResponseState,
): Record<string, unknown> {
  const isCut = state.status === 'ended' && state.finish === 'length';
  const status = state.status === 'ended' ? (isCut ? 'incomplete' : 'completed') : state.status;
  const usage = state.status === 'ended' ? state.usage : undefined;
  return {
    id: `resp_${about.id}`,
    object: 'response',
    created_at: about.createdS,
    status,
    background: false,
    error: state.status === 'failed' ? { code: 'server_error', message: state.message } : null,
    incomplete_details: isCut ? { reason: 'max_output_tokens' } : null,
    instructions: request.instructions,
    max_output_tokens: request.maxTokens ?? null,
    model: request.model,
    output: state.status === 'ended' ? state.output : [],
    parallel_tool_calls: true,
    previous_response_id: null,
    service_tier: state.status === 'in_progress' ? 'auto' : 'default',
    store: request.store,
    temperature: 1,
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    usage: usage === undefined ? null : responseUsage(usage),
    metadata: {},
  };
}

function responseUsage(usage: Usage) {
  return {
    input_tokens: usage.input,
    input_tokens_details: { cached_tokens: usage.cached },
    output_tokens: usage.output,
    output_tokens_details: { reasoning_tokens: usage.reasoning },
    total_tokens: usage.input + usage.output,
  };
}
