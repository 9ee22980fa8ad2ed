import type { Row } from '../measure/row.ts';
import type { ColdWarm } from './cold-warm.ts';

/**
 * Answers by the labels that a scenario gives its probes: `temperature` is `cold` or `warm`, `strategy` is absent for
 * none, `waited_ms` is the time from the first attempt to the one that was answered. Where nothing was streamed, the
 * whole answer stands in for its first token.
 */
export function coldWarmOfRows(rows: Row[]): ColdWarm[] {
  const strategies = new Map<string, ColdWarm>();
  for (const row of rows) {
    const temperature = row.labels?.temperature;
    if (row.phase !== 'measured' || row.outcome !== 'ok' || (temperature !== 'cold' && temperature !== 'warm'))
      continue;
    const strategy = String(row.labels?.strategy ?? 'none');
    const found = strategies.get(strategy) ?? { strategy, coldMs: [], warmMs: [] };
    strategies.set(strategy, found);
    const ms = Number(row.labels?.waited_ms ?? 0) + (row.first_token_ms ?? row.end_ms);
    (temperature === 'cold' ? found.coldMs : found.warmMs).push(ms);
  }
  return [...strategies.values()];
}
