import type { Row } from '../measure/row.ts';
import type { LatencyName } from './window-latency.ts';

export interface TimeBlock {
  /** Milliseconds since the scenario's start. */
  middleMs: number;
  exchanges: number;
  failed: number;
  /** Of answers, ascending. */
  latencyMs: number[];
}

/** Cuts the time in which the rows started into so many equal parts. */
export function timeBlocks(rows: Row[], count: number, metric: LatencyName): TimeBlock[] {
  if (rows.length === 0) return [];
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const { start_ms } of rows) {
    from = Math.min(from, start_ms);
    to = Math.max(to, start_ms);
  }
  const lengthMs = (to - from) / count;
  const blocks = Array.from({ length: count }, (_, i): TimeBlock => {
    return { middleMs: from + (i + 0.5) * lengthMs, exchanges: 0, failed: 0, latencyMs: [] };
  });
  for (const row of rows) {
    const index = lengthMs === 0 ? 0 : Math.min(count - 1, Math.floor((row.start_ms - from) / lengthMs));
    const block = blocks[index] as TimeBlock;
    block.exchanges++;
    if (row.outcome !== 'ok') block.failed++;
    const ms = latencyOfRow(row, metric);
    if (ms !== undefined) block.latencyMs.push(ms);
  }
  for (const { latencyMs } of blocks) latencyMs.sort((a, b) => a - b);
  return blocks;
}

/** Only answers have one. */
export function latencyOfRow(row: Row, metric: LatencyName): number | undefined {
  if (row.outcome !== 'ok') return undefined;
  return metric === 'total' ? row.end_ms : row.first_token_ms;
}
