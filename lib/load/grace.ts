/**
 * How long k6 waits at the end for what is in flight: a request's whole time-out and a little for the rest of the
 * iteration. Shorter, and the slowest answers vanish from the statistics.
 */
export function graceMs(options: { timeoutMs: number }): number {
  return options.timeoutMs + 5000;
}
