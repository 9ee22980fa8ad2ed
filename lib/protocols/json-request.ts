import type { HttpRequest, RequestConfig } from './protocol.ts';

/**
 * A POST of a JSON body, with what the run adds to it: extra fields are merged in last, and a null among them removes
 * a field; extra headers take the place of ours.
 */
export function jsonRequest(
  path: string,
  body: Record<string, unknown>,
  headers: Record<string, string>,
  { baseUrl, extraBody, extraHeaders }: RequestConfig,
): HttpRequest {
  const sent = { ...body, ...extraBody };
  if (extraBody !== undefined) for (const key of Object.keys(sent)) if (sent[key] === null) delete sent[key];
  return {
    method: 'POST',
    url: baseUrl + path,
    headers: withExtra({ 'Content-Type': 'application/json', ...headers }, extraHeaders),
    body: JSON.stringify(sent),
  };
}

/** The key as most APIs take it; no header without one. */
export function bearer({ apiKey }: RequestConfig): Record<string, string> {
  return apiKey === undefined ? {} : { Authorization: `Bearer ${apiKey}` };
}

/** Header names have no case: a given `authorization` takes the place of ours and does not stand beside it. */
function withExtra(headers: Record<string, string>, extra: Record<string, string> = {}): Record<string, string> {
  const given = Object.keys(extra).map((name) => name.toLowerCase());
  const kept = Object.entries(headers).filter(([name]) => !given.includes(name.toLowerCase()));
  return { ...Object.fromEntries(kept), ...extra };
}
