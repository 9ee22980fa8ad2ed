import type { Failure, RefusedBy } from '../../http/failure.ts';

/** Google's names for what went wrong, by HTTP status. */
const statuses: Record<number, string> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  499: 'CANCELLED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
};

const type = (name: string) => ({ '@type': `type.googleapis.com/google.rpc.${name}` });

function quotaFailure({ dimension, limit, windowMs }: RefusedBy) {
  const what = dimension === 'requests' ? 'GenerateRequests' : 'GenerateContentInputTokens';
  // a window of any other length has no name there; those of tests stand for a minute
  const period = windowMs >= 86_400_000 ? 'PerDay' : 'PerMinute';
  const metric = dimension === 'requests' ? 'requests' : 'input_token_count';
  return {
    ...type('QuotaFailure'),
    violations: [
      {
        quotaMetric: `generativelanguage.googleapis.com/generate_content_${metric}`,
        quotaId: `${what}${period}PerProjectPerModel`,
        ...(limit === undefined ? {} : { quotaValue: String(limit) }),
      },
    ],
  };
}

function detailsOf({ kind, refusedBy }: Failure): object[] {
  if (kind === 'auth_wrong') return [{ ...type('ErrorInfo'), reason: 'API_KEY_INVALID', domain: 'googleapis.com' }];
  if (kind === 'quota') return [quotaFailure({ dimension: 'requests', windowMs: 86_400_000 })];
  if (refusedBy === undefined) return [];
  const { waitMs } = refusedBy;
  return [
    quotaFailure(refusedBy),
    ...(waitMs === undefined ? [] : [{ ...type('RetryInfo'), retryDelay: `${waitMs / 1000}s` }]),
  ];
}

/** An error reply as Google writes it: pretty-printed, with the time to wait in its details and in no header. */
export function failureBody(failure: Failure): string {
  const details = detailsOf(failure);
  const error = {
    code: failure.status,
    message: failure.message,
    status: statuses[failure.status] ?? 'UNKNOWN',
    ...(details.length === 0 ? {} : { details }),
  };
  return `${JSON.stringify({ error }, null, 2)}\n`;
}
