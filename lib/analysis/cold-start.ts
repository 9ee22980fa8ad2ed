import type { Row } from '../measure/row.ts';
import { formatMs, formatUsd } from '../metrics/format-value.ts';
import { formatDuration } from '../options/duration.ts';
import { coldWarm } from './cold-warm.ts';
import { coldWarmOfRows } from './cold-warm-of-rows.ts';
import type { Finding } from './finding.ts';
import { known } from './spell.ts';
import { quantile } from './statistics/quantile.ts';

const name = 'cold-start';
const dayMs = 86_400_000;

/** The attempts of one round to get the first answer after idle, in order. */
type Attempts = Row[];

/** Cold against warm, strategy by strategy; what the attempts met; what the pings cost. */
export function coldStart(rows: Row[], seed: number): Finding[] {
  const rounds = attemptsByRound(rows);
  return [...coldWarm(coldWarmOfRows(rows), seed), ...attemptsFinding(rounds), ...pingFinding(rows)];
}

function attemptsByRound(rows: Row[]): Map<string, Attempts[]> {
  const rounds = new Map<string, Map<unknown, Attempts>>();
  for (const row of rows) {
    if (row.labels?.temperature !== 'cold') continue;
    const strategy = String(row.labels.strategy ?? 'none');
    const ofStrategy = rounds.get(strategy) ?? new Map<unknown, Attempts>();
    rounds.set(strategy, ofStrategy);
    const { round } = row.labels;
    ofStrategy.set(round, [...(ofStrategy.get(round) ?? []), row]);
  }
  return new Map([...rounds].map(([strategy, ofStrategy]) => [strategy, [...ofStrategy.values()]]));
}

function attemptsFinding(rounds: Map<string, Attempts[]>): Finding[] {
  const all = [...rounds.values()].flat();
  if (all.length === 0) return [];
  const failed = all.filter((attempts) => attempts.at(-1)?.outcome !== 'ok').length;
  const told = describe(all);
  const waited = told.statuses === '' ? 'each was answered at the first attempt' : `${told.attempts} attempts each`;
  return [
    {
      name,
      level: failed > 0 ? 'bad' : 'info',
      says:
        failed > 0
          ? `${failed} of ${all.length} cold starts ended without an answer (${told.statuses}).`
          : `${all.length} cold starts were answered, ${waited}${told.statuses === '' ? '' : `; before it ${told.statuses}`}.`,
      because: [
        'attempts: asked again every LLM_PROBE_INTERVAL after no connection, 502, 503, 504, a 429 of a model that is not ' +
          'ready and a redirect, until LLM_COLD_LIMIT; these are no failures',
        all.some((attempts) => attempts.at(-1)?.first_token_ms !== undefined)
          ? 'times count from the first attempt to the first token'
          : 'times count from the first attempt to the end of the answer, for nothing was streamed',
      ],
      table: {
        head: ['strategy', 'cold starts', 'answered', 'attempts', 'longest wait', 'loading'],
        rows: [...rounds].map(([strategy, ofStrategy]) => {
          const { answered, attempts, longestMs, loadMs } = describe(ofStrategy);
          return [
            strategy,
            String(ofStrategy.length),
            String(answered),
            attempts,
            longestMs === undefined ? '–' : formatMs(longestMs),
            loadMs === undefined ? '–' : formatMs(loadMs),
          ];
        }),
      },
      values: known({
        cold_starts: all.length,
        unanswered: failed,
        attempts_median: told.median,
        attempts_most: told.most,
        load_median_ms: told.loadMs,
      }),
    },
  ];
}

function describe(rounds: Attempts[]) {
  const counts = rounds.map(({ length }) => length).sort((a, b) => a - b);
  const [median, most] = [quantile(counts, 0.5), counts.at(-1) ?? 0];
  const answered = rounds.flatMap((attempts) => attempts.filter(({ outcome }) => outcome === 'ok').slice(-1));
  const waits = answered.map(({ labels, first_token_ms: first, end_ms: end }) => {
    return Number(labels?.waited_ms ?? 0) + (first ?? end);
  });
  const loads = answered.flatMap(({ load_ms: load }) => load ?? []).sort((a, b) => a - b);
  const statuses = new Map<string, number>();
  for (const { status, outcome } of rounds.flat()) {
    const word = status === 0 ? 'no connection' : `status ${status}`;
    if (outcome !== 'ok') statuses.set(word, (statuses.get(word) ?? 0) + 1);
  }
  return {
    answered: answered.length,
    median,
    most,
    attempts: most === counts[0] ? String(most) : `${median} (${counts[0]}–${most})`,
    statuses: [...statuses].map(([word, n]) => `${n} × ${word}`).join(', '),
    longestMs: waits.length === 0 ? undefined : Math.max(...waits),
    loadMs: loads.length === 0 ? undefined : quantile(loads, 0.5),
  };
}

/** What keeping it awake costs, by what the pings of the run cost. */
function pingFinding(rows: Row[]): Finding[] {
  const pings = rows.filter(({ labels }) => labels?.part === 'ping');
  const everyMs = Number(pings[0]?.labels?.every_ms);
  if (pings.length === 0 || !(everyMs > 0)) return [];
  const costs = pings.flatMap(({ cost_usd: cost }) => cost ?? []);
  const failed = pings.filter(({ outcome }) => outcome !== 'ok').length;
  const perDay = dayMs / everyMs;
  const costPerDay =
    costs.length === 0 ? undefined : (costs.reduce((sum, cost) => sum + cost, 0) / costs.length) * perDay;
  const price = costPerDay === undefined ? 'at an unknown cost: set LLM_PRICE' : `for ${formatUsd(costPerDay)}`;
  return [
    {
      name,
      level: failed > 0 ? 'warning' : 'info',
      says:
        `A ping every ${formatDuration(everyMs)} is ${Math.round(perDay)} a day ${price}` +
        `${failed > 0 ? `; ${failed} of ${pings.length} failed` : ''}.`,
      because: [`mean cost of ${costs.length} pings of one output token; what the idle hardware costs is not in it`],
      values: known({ pings: pings.length, pings_failed: failed, pings_per_day: perDay, cost_per_day_usd: costPerDay }),
    },
  ];
}
