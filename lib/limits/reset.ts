import { parseDuration } from '../options/duration.ts';

const perMs: Record<string, number> = { ns: 1_000_000, us: 1000, µs: 1000, μs: 1000 };

/**
 * A reset as OpenAI-shaped headers give it: a Go duration (`6m0s`, `20ms`, `250µs`) or seconds (`7.66`) → milliseconds.
 * Undefined for anything else, such as a point in time.
 */
export function parseReset(text: string): number | undefined {
  const value = text.trim();
  if (/^\d+(\.\d+)?$/.test(value)) return parseDuration(`${value}s`);
  const [, number, unit] = /^(\d+(?:\.\d+)?)(ns|us|µs|μs)$/.exec(value) ?? [];
  return unit === undefined ? parseDuration(value) : Number(number) / (perMs[unit] as number);
}
