import { Failure } from '../http/failure.ts';
import { createBucket } from './bucket.ts';
import { goDuration } from './go-duration.ts';

/** A limit on requests; charges one and tells the headers that every reply then carries. */
export interface RequestLimit {
  charge(nowMs: number): { headers: Record<string, string>; failure?: Failure };
}

/** Requests per minute as a bucket that refills all the time, with OpenAI's headers and an honest Retry-After. */
export function createRequestLimit(requestsPerMinute: number | undefined): RequestLimit {
  if (requestsPerMinute === undefined) return { charge: () => ({ headers: {} }) };
  const bucket = createBucket(requestsPerMinute, 60_000);
  return {
    charge(nowMs) {
      const taken = bucket.take(1, nowMs);
      const headers: Record<string, string> = {
        'x-ratelimit-limit-requests': String(requestsPerMinute),
        'x-ratelimit-remaining-requests': String(Math.floor(taken.remaining)),
        'x-ratelimit-reset-requests': goDuration(taken.fullMs),
      };
      if (taken.isAllowed) return { headers };
      const message = `Rate limit reached on requests per min (RPM): Limit ${requestsPerMinute}. Please try again in ${goDuration(taken.retryMs)}.`;
      const retry = {
        'retry-after': String(Math.ceil(taken.retryMs / 1000)),
        'retry-after-ms': String(Math.ceil(taken.retryMs)),
      };
      return { headers, failure: new Failure('rate_limited', 429, message, { headers: retry }) };
    },
  };
}
