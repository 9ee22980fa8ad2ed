/**
 * Counts in usage objects that came one after the other. The last one wins where it says more: a 0 never replaces what
 * an earlier one counted. What is no whole number of at least 0 is no count.
 */
export function latestCounts(usages: readonly Record<string, unknown>[]): (key: string) => number | undefined {
  return (key) => {
    let latest: number | undefined;
    for (const usage of usages) {
      const value = usage[key];
      if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) continue;
      if (value > 0 || latest === undefined) latest = value;
    }
    return latest;
  };
}
