import type { Ended } from './capture.ts';

/** What Go's network errors say, the more telling first: a look-up may time out too. */
const sayings: [RegExp, Ended][] = [
  [/no such host|lookup /i, 'dns'],
  [/timeout|timed out|deadline exceeded/i, 'timeout'],
  [/refused|no route|unreachable/i, 'refused'],
  [/malformed HTTP|HTTP response to HTTPS client/i, 'protocol'],
  [/x509|certificate|tls:/i, 'tls'],
  [/reset|broken pipe|unexpected EOF/i, 'reset'],
];

/** Reads what happened from a Go error's words, for transports that tell nothing else. */
export function endedFromError(words: string, otherwise: Ended): Ended {
  // The URL stands in quotes, and a host may be called anything.
  const own = words.replace(/"[^"]*"/g, '');
  return sayings.find(([pattern]) => pattern.test(own))?.[1] ?? otherwise;
}
