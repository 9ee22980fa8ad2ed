import { parseDuration } from '../options/duration.ts';

/** A reset as OpenAI-shaped headers give it: a Go duration (`6m0s`, `20ms`) or seconds (`7.66`) → milliseconds. */
export function parseReset(text: string): number | undefined {
  const value = text.trim();
  return /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : parseDuration(value);
}
