import type { HttpRequest } from '../protocols/protocol.ts';
import type { Measurement } from './measurement.ts';

/** What to ask next where the endpoint is not ready: the same again, or what it has sent us on to. */
export interface NextAttempt {
  movedTo?: Pick<HttpRequest, 'method' | 'url'>;
}

/**
 * How an endpoint says that its model is being loaded: no connection, 503 or a 429 that says so (not one that is a
 * limit's), a gateway without its server, a redirect to where the answer will be. Undefined for every other answer.
 *
 * A redirect to another host is not followed: it would take the key along.
 */
export function nextAttempt(
  { outcome, status, location }: Pick<Measurement, 'outcome' | 'status' | 'location'>,
  url: string,
): NextAttempt | undefined {
  if (location !== undefined) {
    const target = sameHost(url, location);
    if (target === undefined) return undefined;
    // As browsers do it: only 307 and 308 ask for the same request again.
    return { movedTo: { method: status === 307 || status === 308 ? 'POST' : 'GET', url: target } };
  }
  const isAbsent = outcome === 'network' && status === 0;
  return isAbsent || outcome === 'overloaded' || status === 502 || status === 504 ? {} : undefined;
}

/** The place that a Location names, if it is at the same host. k6 has no URL global. */
function sameHost(url: string, location: string): string | undefined {
  const [origin = '', scheme = ''] = /^(https?:)\/\/[^/?#]+/i.exec(url) ?? [];
  const absolute = location.startsWith('//') ? scheme + location : location;
  if (/^[a-z][a-z0-9+.-]*:/i.test(absolute)) {
    const rest = absolute.slice(origin.length);
    return absolute.toLowerCase().startsWith(origin.toLowerCase()) && /^([/?#]|$)/.test(rest) ? absolute : undefined;
  }
  if (absolute.startsWith('/')) return origin + absolute;
  const path = url.slice(origin.length).replace(/[?#].*/, '');
  return origin + (absolute.startsWith('?') ? path : path.replace(/[^/]*$/, '')) + absolute;
}
