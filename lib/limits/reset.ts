import { parseDuration } from '../options/duration.ts';
import { parseHttpDate } from './instant.ts';

const perMs: Record<string, number> = { ns: 1_000_000, us: 1000, µs: 1000, μs: 1000 };

/**
 * When a limit is whole again → milliseconds from now, 0 if that is past: a Go duration (`6m0s`, `20ms`, `250µs`), a
 * protobuf duration (`1.5s`), seconds (`7.66`), seconds or milliseconds since 1970, RFC 3339 or an HTTP date.
 * Undefined for anything else.
 *
 * @param nowMs the time by the clock of whoever wrote it
 */
export function parseReset(text: string, nowMs: number): number | undefined {
  const value = text.trim();
  const at = parseInstant(value, nowMs);
  if (at !== undefined) return Math.max(0, at - nowMs);
  if (/^\d+(\.\d+)?$/.test(value)) return parseDuration(`${value}s`);
  const [, number, unit] = /^(\d+(?:\.\d+)?)(ns|us|µs|μs)$/.exec(value) ?? [];
  return unit === undefined ? parseDuration(value) : Number(number) / (perMs[unit] as number);
}

/** Milliseconds since 1970. */
function parseInstant(text: string, nowMs: number): number | undefined {
  if (/^\d{10,13}(\.\d+)?$/.test(text)) {
    // No limit is a thousand million seconds away, and in seconds the thirteenth digit comes after 30,000 years.
    const number = Number(text);
    return number < 1e12 ? number * 1000 : number;
  }
  const [, day, time, fraction = '', zone] =
    /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)$/i.exec(text) ?? [];
  if (day === undefined) return parseHttpDate(text, nowMs);
  // More than three digits are not of the form that every engine reads.
  const at = Date.parse(`${day}T${time}${fraction.slice(0, 4)}${zone?.toUpperCase()}`);
  return Number.isNaN(at) ? undefined : at;
}
