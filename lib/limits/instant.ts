/**
 * An HTTP date (RFC 9110 §5.6.7) → milliseconds since the epoch; undefined for all else, and engines read far more as a
 * date. Its two obsolete forms are none here: no such endpoint sends them, and each virtual user would carry them.
 */
export function parseHttpDate(text = ''): number | undefined {
  const at = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}

/**
 * The time by the endpoint's own clock when it answered, which is what its points in time are counted from: ours may be
 * minutes off.
 *
 * @param nowMs our own time, for endpoints that tell none
 */
export function endpointNowMs(headers: Record<string, string>, nowMs: number): number {
  return parseHttpDate(headers.Date ?? headers.date) ?? nowMs;
}
