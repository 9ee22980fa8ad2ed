import type { Failure, FailureKind } from '../../http/failure.ts';

const types: Record<FailureKind, string> = {
  auth_missing: 'authentication_error',
  auth_wrong: 'authentication_error',
  bad_request: 'invalid_request_error',
  not_found: 'not_found_error',
  wrong_method: 'invalid_request_error',
  too_large: 'request_too_large',
  rate_limited: 'rate_limit_error',
  tokens_limited: 'rate_limit_error',
  quota: 'billing_error',
  overloaded: 'overloaded_error',
  loading: 'api_error',
  not_ready: 'api_error',
  injected: 'api_error',
};

const typesByStatus: Record<number, string> = { 403: 'permission_error', 404: 'not_found_error', 504: 'timeout_error' };

/** An error reply as Anthropic writes it, on one line. */
export function failureBody({ kind, status, message }: Failure): string {
  const byStatus = kind === 'injected' ? typesByStatus[status] : undefined;
  const isRefused = kind === 'injected' && status >= 400 && status < 500;
  const type = byStatus ?? (isRefused ? 'invalid_request_error' : types[kind]);
  return JSON.stringify({ type: 'error', error: { type, message } });
}
