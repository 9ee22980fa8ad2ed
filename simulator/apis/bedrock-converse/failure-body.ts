import type { Failure, FailureKind } from '../../http/failure.ts';

const types: Record<FailureKind, string> = {
  auth_missing: 'MissingAuthenticationTokenException',
  auth_wrong: 'AccessDeniedException',
  bad_request: 'ValidationException',
  not_found: 'ResourceNotFoundException',
  wrong_method: 'ValidationException',
  too_large: 'ValidationException',
  rate_limited: 'ThrottlingException',
  tokens_limited: 'ThrottlingException',
  quota: 'ThrottlingException',
  overloaded: 'ServiceUnavailableException',
  loading: 'ServiceUnavailableException',
  not_ready: 'ModelNotReadyException',
  injected: 'InternalServerException',
};

const typesByStatus: Record<number, string> = {
  400: 'ValidationException',
  403: 'AccessDeniedException',
  404: 'ResourceNotFoundException',
  408: 'ModelTimeoutException',
  424: 'ModelErrorException',
};

/** The exception's name, as the header `x-amzn-ErrorType` has it. */
export function errorType({ kind, status }: Failure): string {
  return (kind === 'injected' ? typesByStatus[status] : undefined) ?? types[kind];
}

/** An error reply of Bedrock: its words alone, the type is in a header. */
export function failureBody({ kind, message }: Failure): string {
  // an allowance that is used up is told in no other way than one of the minute
  const words = kind === 'quota' ? 'Too many tokens per day, please wait before trying again.' : message;
  return JSON.stringify({ message: words });
}
