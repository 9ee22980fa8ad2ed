import { Failure, type FailureKind } from '../http/failure.ts';

function kindOf(status: number): FailureKind {
  if (status === 401) return 'auth_wrong';
  if (status === 429) return 'rate_limited';
  return status === 503 || status === 529 ? 'overloaded' : 'injected';
}

/** The reply of `status@n`. */
export function statusFailure(status: number): Failure {
  return new Failure(kindOf(status), status, `simulated status ${status}`);
}

/** The reply of `rate-limited@seconds`. */
export function rateLimitFailure(seconds: number): Failure {
  const message = `Rate limit reached for requests. Please try again in ${seconds}s.`;
  const refusedBy = { dimension: 'requests', windowMs: 60_000, waitMs: seconds * 1000 } as const;
  return new Failure('rate_limited', 429, message, { headers: { 'retry-after': String(seconds) }, refusedBy });
}

export function quotaFailure(): Failure {
  return new Failure('quota', 429, 'You exceeded your current quota, please check your plan and billing details.');
}

/** What a proxy in front of a model server sends when it has no better idea. */
export function htmlPage(status: number): string {
  return `<html>\r\n<head><title>${status}</title></head>\r\n<body>\r\n<center><h1>${status}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;
}
