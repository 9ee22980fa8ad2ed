import type { Failure, FailureKind } from '../../http/failure.ts';

const shapes: Record<FailureKind, { type: string; code: string | number | null }> = {
  auth_missing: { type: 'invalid_request_error', code: null },
  auth_wrong: { type: 'invalid_request_error', code: 'invalid_api_key' },
  bad_request: { type: 'invalid_request_error', code: null },
  not_found: { type: 'invalid_request_error', code: 'unknown_url' },
  wrong_method: { type: 'invalid_request_error', code: 'method_not_supported' },
  too_large: { type: 'invalid_request_error', code: 'request_too_large' },
  rate_limited: { type: 'requests', code: 'rate_limit_exceeded' },
  tokens_limited: { type: 'tokens', code: 'rate_limit_exceeded' },
  quota: { type: 'insufficient_quota', code: 'insufficient_quota' },
  overloaded: { type: 'server_error', code: 'overloaded' },
  // as llama.cpp and SageMaker word it
  loading: { type: 'unavailable_error', code: 503 },
  not_ready: { type: 'ModelNotReadyException', code: 'model_not_ready' },
  injected: { type: 'server_error', code: null },
};

/** An error reply as OpenAI writes it: pretty-printed, all four keys there. */
export function failureBody(failure: Failure): string {
  const { type, code } = shapes[failure.kind];
  const error = { message: failure.message, type, param: failure.param ?? null, code };
  return `${JSON.stringify({ error }, null, 2)}\n`;
}
