/**
 * How long the endpoint asks to wait, in seconds: `retry-after-ms`, else `Retry-After` as seconds or HTTP date
 * (RFC 9110 §10.2.3). Undefined if it does not say, or says nothing that can be read; a date in the past is 0.
 *
 * @param nowMs the current time, milliseconds since the epoch, for the date form
 */
export function retryAfterSeconds(headers: Record<string, string>, nowMs: number): number | undefined {
  let ms: string | undefined;
  let value: string | undefined;
  for (const name in headers) {
    // Two short comparisons for each header of each reply, rather than a copy of the name.
    if (name.length === 14 && name.toLowerCase() === 'retry-after-ms') ms = headers[name]?.trim();
    else if (name.length === 11 && name.toLowerCase() === 'retry-after') value = headers[name]?.trim();
  }
  if (ms === undefined && value === undefined) return undefined;
  const plainNumber = /^\d{1,15}(\.\d+)?$/;
  if (ms !== undefined && plainNumber.test(ms)) return Number(ms) / 1000;
  if (value === undefined) return undefined;
  if (plainNumber.test(value)) return Number(value);
  // Engines read far more than this as a date, each its own.
  const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
  const at = httpDate.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, (at - nowMs) / 1000);
}
