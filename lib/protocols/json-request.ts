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
    url: joined(baseUrl, path),
    headers: extraHeaders === undefined ? headers : withExtra(headers, extraHeaders),
    body: JSON.stringify(body),
  };
}

/** The key as most APIs take it, or as Azure's dated ones do, which know only tokens as bearers; no header without one. */
export function keyHeader({ apiKey, baseUrl }: RequestConfig): Record<string, string> {
  if (apiKey === undefined) return {};
  return baseUrl.includes('?api-version=') ? { 'Api-Key': apiKey } : { Authorization: `Bearer ${apiKey}` };
}

/** A query of the base URL comes after the path, and after the path's own. */
function joined(baseUrl: string, path: string): string {
  const query = baseUrl.indexOf('?');
  if (query < 0) return baseUrl + path;
  const mark = path.includes('?') ? '&' : '?';
  return baseUrl.slice(0, query) + path + mark + baseUrl.slice(query + 1);
}

/** Header names have no case: a given `authorization` takes the place of ours and does not stand beside it. */
function withExtra(headers: Record<string, string>, extra: Record<string, string>): Record<string, string> {
  const given = Object.keys(extra).map((name) => name.toLowerCase());
  const kept = Object.entries(headers).filter(([name]) => !given.includes(name.toLowerCase()));
  return { ...Object.fromEntries(kept), ...extra };
}
