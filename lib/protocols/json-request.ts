import type { HttpRequest, RequestConfig } from './protocol.ts';

/**
 * A POST of a JSON body, with what the run adds to it: extra fields are merged in last, and a null among them removes
 * a field; extra headers take the place of ours. Both objects are the caller's gift: they are changed, for a copy of each
 * would cost as much as all else here.
 */
export function jsonRequest(
  path: string,
  body: Record<string, unknown>,
  headers: Record<string, string>,
  { baseUrl, extraBody, extraHeaders }: RequestConfig,
): HttpRequest {
  Object.assign(body, extraBody);
  if (extraBody !== undefined) for (const key of Object.keys(body)) if (body[key] === null) delete body[key];
  headers['Content-Type'] = 'application/json';
  return {
    method: 'POST',
    url: baseUrl + path,
    headers: extraHeaders === undefined ? headers : withExtra(headers, extraHeaders),
    body: JSON.stringify(body),
  };
}

/** The key as most APIs take it; no header without one. */
export function bearer({ apiKey }: RequestConfig): Record<string, string> {
  return apiKey === undefined ? {} : { Authorization: `Bearer ${apiKey}` };
}

/** Header names have no case: a given `authorization` takes the place of ours and does not stand beside it. */
function withExtra(headers: Record<string, string>, extra: Record<string, string>): Record<string, string> {
  const given = Object.keys(extra).map((name) => name.toLowerCase());
  const kept = Object.entries(headers).filter(([name]) => !given.includes(name.toLowerCase()));
  return { ...Object.fromEntries(kept), ...extra };
}
