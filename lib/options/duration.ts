const unitMs: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** A year: more is a slip of the hand, and k6 cannot count far beyond it. */
const longestMs = 8760 * 3_600_000;

/**
 * `1m30s`, `500ms`, `0.5s` → milliseconds, exact to the microsecond; undefined if it is none or above a year. A number
 * needs its unit; only `0` stands alone.
 */
export function parseDuration(text: string): number | undefined {
  if (text === '0') return 0;
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) return undefined;
  let totalMs = 0;
  for (const [, number, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)) {
    totalMs += Number(number) * (unitMs[unit as string] as number);
  }
  // 1.1 × 1000 is not 1100 in binary.
  return totalMs <= longestMs ? Math.round(totalMs * 1000) / 1000 : undefined;
}

/** Milliseconds → the shortest exact k6 duration: `1h`, `1m30s`, `250ms`. */
export function formatDuration(ms: number): string {
  if (ms === 0) return '0s';
  if (ms % 1000 !== 0) return ms < 1000 ? `${ms}ms` : `${ms / 1000}s`;
  const seconds = ms / 1000;
  const h = Math.floor(seconds / 3600);
  const m = Math.floor((seconds % 3600) / 60);
  const s = seconds % 60;
  return `${h > 0 ? `${h}h` : ''}${m > 0 ? `${m}m` : ''}${s > 0 ? `${s}s` : ''}`;
}
