import type { Outcome } from '../../lib/measure/measurement.ts';

/** What to do when the one request did not end well. */
export const adviceFor: Record<Outcome, string> = {
  ok: '',
  auth: 'is LLM_API_KEY the key of this endpoint, and may it use this model?',
  quota: 'the account has no money or allowance left; waiting does not help',
  rate_limited: 'wait and try again; a load test would meet the same limit',
  overloaded: 'the endpoint has too much to do; try again later',
  bad_request: 'does LLM_MODEL name a model there, and does LLM_BASE_URL end where the API begins (such as /v1)?',
  http_error: 'does LLM_BASE_URL name the API itself, and not a page or a proxy before it?',
  timeout: 'raise LLM_TIMEOUT if the model may need that long',
  idle_timeout: 'the stream fell silent; raise LLM_IDLE_TIMEOUT if that is as it should be',
  network: 'is it up, and does LLM_BASE_URL name the right host and port?',
  stream_error: 'the endpoint broke off inside its own stream; its log may say why',
  truncated: 'the stream ended without a finish reason; runs count that as failed',
  not_streamed: 'set LLM_STREAM=false to measure whole answers, without a time to first token',
  empty: 'raise LLM_MAX_TOKENS: a reasoning model may use all of it before it answers',
  malformed: 'does LLM_PROTOCOL fit this endpoint, and does no proxy on the way change what it answers?',
  interrupted: 'let it end',
};
