import { sleep } from 'k6';
import sse from 'k6/x/sse';

const number = (name) => Number(__ENV[name]);

/** The load of one bench run; the bare client (bench/truth/client/load.go) follows the same plan. */
export const load = {
  streams: number('BENCH_STREAMS'),
  rounds: number('BENCH_ROUNDS'),
  tokens: number('BENCH_TOKENS'),
  warmupMs: number('BENCH_WARMUP_MS'),
  periodMs: number('BENCH_PERIOD_MS'),
  wave: __ENV.BENCH_WAVE === '1',
};

/** One VU is one stream after another: a short request that opens its connection, then the rounds. */
export const scenario = {
  executor: 'per-vu-iterations',
  vus: load.streams,
  iterations: load.rounds + 1,
  maxDuration: '30m',
};

let round = 0;

/**
 * Waits for this iteration's turn and says what it sends. VU number i starts its rounds at i/streams of a period after
 * the warm-up, one a period, so that starts are spread evenly: a wave would measure the wave, and does where asked for.
 */
export function nextTurn() {
  const { vu, sinceStartMs } = sse.iteration();
  const share = (vu - 1) / load.streams;
  const isWarmup = round === 0;
  const dueMs = isWarmup
    ? (share * load.warmupMs) / 2
    : load.warmupMs + ((load.wave ? 0 : share) + round - 1) * load.periodMs;
  if (dueMs > sinceStartMs) sleep((dueMs - sinceStartMs) / 1000);
  const turn = isWarmup ? { id: `warm-${vu}`, tokens: 1 } : { id: `k6-${vu}-${round}`, tokens: load.tokens };
  round++;
  return turn;
}
