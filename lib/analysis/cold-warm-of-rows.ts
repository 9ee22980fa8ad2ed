import type { Row } from '../measure/row.ts';
import type { ColdWarm } from './cold-warm.ts';

/**
 * Answers by the labels that a scenario gives its probes: `probe` is `cold` or `warm`, `strategy` is absent for none,
 * `waited_ms` is the time from the first attempt to the first token where a cold probe had to ask more than once.
 */
export function coldWarmOfRows(rows: Row[]): ColdWarm[] {
  const strategies = new Map<string, ColdWarm>();
  for (const row of rows) {
    const probe = row.labels?.probe;
    if (row.phase !== 'measured' || row.outcome !== 'ok' || (probe !== 'cold' && probe !== 'warm')) continue;
    const strategy = String(row.labels?.strategy ?? 'none');
    const found = strategies.get(strategy) ?? { strategy, coldMs: [], warmMs: [] };
    strategies.set(strategy, found);
    const waited = row.labels?.waited_ms;
    const ms = typeof waited === 'number' ? waited : (row.first_token_ms ?? row.end_ms);
    (probe === 'cold' ? found.coldMs : found.warmMs).push(ms);
  }
  return [...strategies.values()];
}
