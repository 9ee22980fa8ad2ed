import type { AnalysisInput } from '../../lib/analysis/analysis-input.ts';
import { drawNormal } from '../../lib/analysis/statistics/draw.ts';
import type { Window } from '../../lib/load/load-shape.ts';
import type { Row } from '../../lib/measure/row.ts';
import { seededRandom } from '../../lib/prompts/seeded-random.ts';

/** A measured answer that took a second; whatever else is needed goes over it. */
export function rowWith(fields: Partial<Row>): Row {
  return {
    v: 1,
    id: 'x',
    scenario: 'test',
    phase: 'measured',
    start_ms: 0,
    protocol: 'openai-chat',
    model: 'm',
    prompt: 'p',
    outcome: 'ok',
    status: 200,
    end_ms: 1000,
    chunks: 10,
    ...fields,
  };
}

export interface Step {
  load: number;
  /** Exchanges that start in it. */
  exchanges: number;
  /** Median of the total time, milliseconds. */
  medianMs?: number;
  /** Median of the first token's time. */
  firstTokenMs?: number;
  timePerOutputTokenMs?: number;
  /** Of the logarithms: 0.4 makes the p95 1.9 × the median. */
  sigma?: number;
  failureShare?: number;
  limitedShare?: number;
  lagMs?: number;
  name?: string;
}

/** A run of steps of a minute each, with log-normal times; seeded, so that a test can count over many runs. */
export function simulatedRun(steps: Step[], seed: number, model: 'open' | 'closed' = 'closed'): AnalysisInput {
  const random = seededRandom(seed * 7919 + 13);
  const rows: Row[] = [];
  const windows = steps.map(({ load, exchanges, name }, index): Window => {
    const base = { index, startMs: index * 60_000, endMs: (index + 1) * 60_000, ...(name ? { name } : {}) };
    return model === 'closed'
      ? { ...base, requestsPerSecond: exchanges / 60, users: load }
      : { ...base, requestsPerSecond: load };
  });
  steps.forEach((step, window) => {
    const { medianMs = 5000, sigma = 0.4, failureShare = 0, limitedShare = 0 } = step;
    for (let i = 0; i < step.exchanges; i++) {
      const spread = (): number => Math.exp(sigma * drawNormal(random));
      const chance = random();
      const outcome =
        chance < limitedShare ? 'rate_limited' : chance < limitedShare + failureShare ? 'http_error' : 'ok';
      rows.push(
        rowWith({
          id: `${window}-${i}`,
          window,
          start_ms: window * 60_000 + ((i + random()) * 60_000) / step.exchanges,
          end_ms: medianMs * spread(),
          outcome,
          status: outcome === 'ok' ? 200 : outcome === 'rate_limited' ? 429 : 500,
          first_token_ms: step.firstTokenMs === undefined ? undefined : step.firstTokenMs * spread(),
          time_per_output_token_ms:
            step.timePerOutputTokenMs === undefined ? undefined : step.timePerOutputTokenMs * spread(),
          lag_ms: step.lagMs,
        }),
      );
    }
  });
  return { rows, windows, model, startedByWindow: steps.map(({ exchanges }) => exchanges), seed };
}

/** How many of `runs` seeded runs show it. */
export function countRuns(runs: number, shows: (seed: number) => boolean): number {
  let count = 0;
  for (let seed = 1; seed <= runs; seed++) if (shows(seed)) count++;
  return count;
}
