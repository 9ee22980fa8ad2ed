/** What k6 hands to handleSummary, as far as we read it. */
export interface K6Summary {
  metrics: Record<string, K6Metric>;
  state: { testRunDurationMs: number; isStdOutTTY?: boolean };
}

export interface K6Metric {
  type: 'trend' | 'counter' | 'gauge' | 'rate';
  values: Record<string, number>;
}

/** The statistics our reports need; k6's own default lacks p99 and the number of samples. */
export const summaryTrendStats = ['count', 'avg', 'min', 'max', 'p(50)', 'p(90)', 'p(95)', 'p(99)', 'p(99.9)'];

/** `--new-machine-readable-summary` replaces the argument by one without thresholds, counts and percentiles. */
export function isK6Summary(data: unknown): data is K6Summary {
  const { metrics, state } = (data ?? {}) as Partial<K6Summary>;
  return typeof metrics === 'object' && metrics !== null && typeof state === 'object' && state !== null;
}
