const century = 3_155_760_000_000;

/**
 * An HTTP date in any of the three forms that a recipient must read (RFC 9110 §5.6.7) → milliseconds since the epoch;
 * undefined for all else, and engines read far more as a date.
 *
 * @param nowMs the current time: a year of two digits is none that lies more than 50 years ahead
 */
export function parseHttpDate(text: string | undefined, nowMs: number): number | undefined {
  if (text === undefined) return undefined;
  const fixed = /^[A-Z][a-z]{2}, (\d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d) GMT$/.exec(text);
  if (fixed) return parsed(fixed[1]);
  const [, day, month, year, time] =
    /^[A-Z][a-z]{5,8}, (\d\d)-([A-Z][a-z]{2})-(\d\d) (\d\d:\d\d:\d\d) GMT$/.exec(text) ?? [];
  if (day !== undefined) {
    const at = parsed(`${day} ${month} 20${year} ${time}`);
    return at === undefined || at <= nowMs + century / 2 ? at : parsed(`${day} ${month} 19${year} ${time}`);
  }
  const [, ...asctime] = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) ([ \d]\d) (\d\d:\d\d:\d\d) (\d{4})$/.exec(text) ?? [];
  return parsed(`${asctime[1]?.replace(' ', '0')} ${asctime[0]} ${asctime[3]} ${asctime[2]}`);
}

/** Of `06 Nov 1994 08:49:37`, in the form that every engine reads; none looks whether the day of the week is right. */
function parsed(date: string | undefined): number | undefined {
  const at = Date.parse(`Thu, ${date} GMT`);
  return Number.isNaN(at) ? undefined : at;
}

/**
 * The time by the endpoint's own clock when it answered, which is what its points in time are counted from: ours may be
 * minutes off.
 *
 * @param nowMs our own time, for endpoints that tell none
 */
export function endpointNowMs(headers: Record<string, string>, nowMs: number): number {
  return parseHttpDate(headers.Date ?? headers.date, nowMs) ?? nowMs;
}
