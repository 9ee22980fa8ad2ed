import type { Ended } from './capture.ts';

/** Reads what happened from a Go error's words, for transports that tell nothing else. */
export function endedFromError(words: string, otherwise: Ended): Ended {
  if (/timeout|deadline exceeded/i.test(words)) return 'timeout';
  if (/refused|no route|unreachable/i.test(words)) return 'refused';
  if (/no such host|lookup /i.test(words)) return 'dns';
  if (/x509|certificate|tls:/i.test(words)) return 'tls';
  if (/reset|broken pipe|unexpected EOF/i.test(words)) return 'reset';
  if (/malformed HTTP/i.test(words)) return 'protocol';
  return otherwise;
}
