import type { Window } from '../load/load-shape.ts';
import type { Row } from '../measure/row.ts';

/** What one window of the load brought. Latencies are of answers only, in milliseconds, ascending. */
export interface WindowSamples {
  window: Window;
  /** Exchanges that started in it and ended at all. */
  finished: number;
  /** Those that count for the failure rate: all but 429s. */
  judged: number;
  failed: number;
  rateLimited: number;
  totalMs: number[];
  firstTokenMs: number[];
  timePerOutputTokenMs: number[];
  longestGapMs: number[];
  lagMs: number[];
  outputTokens: number;
}

/** Measured rows → one entry a window, in order. An exchange belongs to the window in which it starts. */
export function samplesByWindow(rows: Row[], windows: Window[]): WindowSamples[] {
  const byWindow = windows.map(
    (window): WindowSamples => ({
      window,
      finished: 0,
      judged: 0,
      failed: 0,
      rateLimited: 0,
      totalMs: [],
      firstTokenMs: [],
      timePerOutputTokenMs: [],
      longestGapMs: [],
      lagMs: [],
      outputTokens: 0,
    }),
  );
  for (const row of rows) {
    const samples = row.phase === 'measured' && row.window !== undefined ? byWindow[row.window] : undefined;
    if (samples === undefined) continue;
    samples.finished++;
    if (row.outcome === 'rate_limited') samples.rateLimited++;
    else samples.judged++;
    if (row.lag_ms !== undefined) samples.lagMs.push(row.lag_ms);
    samples.outputTokens += row.tokens?.output ?? 0;
    if (row.outcome !== 'ok') {
      if (row.outcome !== 'rate_limited') samples.failed++;
      continue;
    }
    samples.totalMs.push(row.end_ms);
    if (row.first_token_ms !== undefined) samples.firstTokenMs.push(row.first_token_ms);
    if (row.time_per_output_token_ms !== undefined) samples.timePerOutputTokenMs.push(row.time_per_output_token_ms);
    if (row.longest_gap_ms !== undefined) samples.longestGapMs.push(row.longest_gap_ms);
  }
  for (const samples of byWindow) {
    for (const values of [
      samples.totalMs,
      samples.firstTokenMs,
      samples.timePerOutputTokenMs,
      samples.longestGapMs,
      samples.lagMs,
    ]) {
      values.sort((a, b) => a - b);
    }
  }
  return byWindow;
}
