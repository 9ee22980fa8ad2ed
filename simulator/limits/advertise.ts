import type { LimitHeaders } from '../apis/api.ts';
import { goDuration } from './go-duration.ts';

/** One limit as it is told, which need not be as it is. */
export interface AdvertisedLimit {
  dimension: 'requests' | 'tokens';
  limit: number;
  /** Whole, at least 0. */
  remaining: number;
  windowMs: number;
  fullMs: number;
  moreMs: number;
}

type Headers = Record<string, string>;
type Write = (limits: readonly AdvertisedLimit[], epochNowMs: number) => Headers;

/** Most families tell one limit for each dimension: the one that will be felt first. */
function tightest(limits: readonly AdvertisedLimit[]): AdvertisedLimit[] {
  return (['requests', 'tokens'] as const).flatMap((dimension) => {
    const of = limits.filter((one) => one.dimension === dimension);
    return of.sort((a, b) => a.remaining - b.remaining).slice(0, 1);
  });
}

const windowNames: Record<number, string> = { 1000: 'second', 60000: 'minute', 3600000: 'hour', 86400000: 'day' };

const wholeSeconds = (ms: number) => Math.ceil(ms / 1000);

function openaiShaped(limits: readonly AdvertisedLimit[], reset: (ms: number) => string): Headers {
  const headers: Headers = {};
  for (const { dimension, limit, remaining, fullMs } of limits) {
    headers[`x-ratelimit-limit-${dimension}`] = String(limit);
    headers[`x-ratelimit-remaining-${dimension}`] = String(remaining);
    headers[`x-ratelimit-reset-${dimension}`] = reset(fullMs);
  }
  return headers;
}

function ofRequests(limits: readonly AdvertisedLimit[], write: (limit: AdvertisedLimit) => Headers): Headers {
  const [requests] = tightest(limits).filter(({ dimension }) => dimension === 'requests');
  return requests === undefined ? {} : write(requests);
}

const writers: Record<LimitHeaders, Write> = {
  openai: (limits) => openaiShaped(tightest(limits), goDuration),

  azure: (limits) => openaiShaped(tightest(limits), (ms) => String(wholeSeconds(ms))),

  // Groq's requests are always those of the day, its tokens always those of the minute.
  groq: (limits) => {
    const longestFirst = [...limits].sort((a, b) => b.windowMs - a.windowMs);
    const requests = longestFirst.filter((one) => one.dimension === 'requests').slice(0, 1);
    return openaiShaped([...requests, ...limits.filter((one) => one.dimension === 'tokens')], goDuration);
  },

  anthropic(limits, epochNowMs) {
    const headers: Headers = {};
    for (const { dimension, limit, remaining, fullMs } of tightest(limits)) {
      const whole = wholeSeconds(epochNowMs + fullMs) * 1000;
      // tokens that remain are told in thousands
      const told = dimension === 'tokens' ? Math.round(remaining / 1000) * 1000 : remaining;
      headers[`anthropic-ratelimit-${dimension}-limit`] = String(limit);
      headers[`anthropic-ratelimit-${dimension}-remaining`] = String(told);
      headers[`anthropic-ratelimit-${dimension}-reset`] = new Date(whole).toISOString().replace('.000Z', 'Z');
    }
    return headers;
  },

  // The window stands in the name; one of a length that has no name is left unsaid.
  mistral(limits) {
    const headers: Headers = {};
    for (const { dimension, limit, remaining, windowMs } of limits) {
      const window = windowNames[windowMs];
      const name = (dimension === 'requests' ? 'req' : 'tokens') + (window === undefined ? '' : `-${window}`);
      headers[`x-ratelimit-limit-${name}`] = String(limit);
      headers[`x-ratelimit-remaining-${name}`] = String(remaining);
    }
    return headers;
  },

  // The drafts before units and names: of all limits on requests the one that will be felt first.
  'ietf-draft-06': (limits) =>
    ofRequests(limits, ({ limit, remaining, windowMs, fullMs }) => ({
      'ratelimit-limit': String(limit),
      'ratelimit-remaining': String(remaining),
      'ratelimit-reset': String(wholeSeconds(fullMs)),
      'ratelimit-policy': `${limit};w=${wholeSeconds(windowMs)}`,
    })),

  'ietf-draft-07': (limits) =>
    ofRequests(limits, ({ limit, remaining, windowMs, fullMs }) => ({
      ratelimit: `limit=${limit}, remaining=${remaining}, reset=${wholeSeconds(fullMs)}`,
      'ratelimit-policy': `${limit};w=${wholeSeconds(windowMs)}`,
    })),

  // Structured fields; a policy is named after its limit, and `w` is whole seconds, of which the draft knows no parts.
  'ietf-draft': (limits) => {
    if (limits.length === 0) return {};
    const name = (one: AdvertisedLimit) =>
      one.dimension === 'requests' && one.windowMs >= 86_400_000 ? 'requests-per-day' : one.dimension;
    const unit = (one: AdvertisedLimit) => (one.dimension === 'tokens' ? ';qu="tokens"' : '');
    const policy = (one: AdvertisedLimit) =>
      `"${name(one)}";q=${one.limit};w=${wholeSeconds(one.windowMs)}${unit(one)}`;
    const state = (one: AdvertisedLimit) => `"${name(one)}";r=${one.remaining};t=${wholeSeconds(one.moreMs)}`;
    return { 'ratelimit-policy': limits.map(policy).join(', '), ratelimit: limits.map(state).join(', ') };
  },

  none: () => ({}),
};

/** The headers by which a family of providers tells its limits; every reply carries them. */
export function advertise(family: LimitHeaders, limits: readonly AdvertisedLimit[], epochNowMs: number): Headers {
  return writers[family](limits, epochNowMs);
}
