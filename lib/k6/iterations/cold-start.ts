import { sleep } from 'k6';
import exec from 'k6/execution';
import { roundOf } from '../../load/cold-start.ts';
import { nextAttempt } from '../../measure/not-ready.ts';
import type { Labels } from '../../measure/row.ts';
import { formatDuration } from '../../options/duration.ts';
import { pickPrompt } from '../../prompts/pick-prompt.ts';
import type { Prompt } from '../../protocols/protocol.ts';
import type { Client, Exchange, ExchangeContext } from '../client.ts';
import { emit } from '../emit.ts';
import type { Iteration } from './iteration.ts';

/** As little as wakes a model, or keeps it awake. */
const ping: Prompt = { id: 'ping', user: 'ping', maxTokens: 1 };

/** A round of one strategy: the idle time, one cold request that is asked until it is answered, some warm ones. */
export const coldStartRound: Iteration = ({ complete, clientWith, options, prompts }) => {
  const { strategies, rounds, idleTimeMs, warmRequests, pingIntervalMs, probeIntervalMs, coldLimitMs, seed } = options;
  const { smallModel, smallBaseUrl = options.baseUrl } = options;
  const small = smallModel === undefined ? complete : clientWith({ model: smallModel, baseUrl: smallBaseUrl }).complete;
  let asked = 0;
  const nextPrompt = (): Prompt => pickPrompt(prompts, asked++, seed);

  return () => {
    const iteration = exec.scenario.iterationInTest;
    const { round, strategy } = roundOf(iteration, strategies);
    if (iteration === 0) {
      const inAll = formatDuration(rounds * strategies.length * idleTimeMs);
      console.info(`k6-llm: ${rounds * strategies.length} × ${formatDuration(idleTimeMs)} idle: at least ${inAll}`);
    }
    const send = strategy === 'smaller-model' ? small : complete;
    // On all samples of the round, so that a promise may speak of one strategy.
    exec.vu.metrics.tags.strategy = strategy;
    const base = { strategy, round };

    rest(strategy === 'keep-alive' ? { ...base, part: 'ping', every_ms: pingIntervalMs } : undefined);
    if (strategy === 'pre-warmed') untilAnswered(send, ping, { ...base, part: 'pre-warm' }, true);
    const cold = untilAnswered(send, nextPrompt(), { ...base, temperature: 'cold' }, false);
    if (cold?.exchange.outcome === 'ok' && cold.exchange.firstTokenMs !== undefined) {
      emit({ llm_cold_start_latency: cold.waitedMs + cold.exchange.firstTokenMs });
    }
    for (let i = 0; i < warmRequests; i++) {
      const warm = send(nextPrompt(), { labels: { ...base, temperature: 'warm' } });
      if (warm?.outcome === 'ok' && warm.firstTokenMs !== undefined) emit({ llm_warm_latency: warm.firstTokenMs });
    }
  };

  /** The idle time; with labels for pings these come at their interval. */
  function rest(labels: Labels | undefined): void {
    const startMs = nowMs();
    for (let n = 1; labels !== undefined && n * pingIntervalMs < idleTimeMs; n++) {
      sleepUntil(startMs + n * pingIntervalMs);
      complete(ping, { aside: true, labels });
    }
    sleepUntil(startMs + idleTimeMs);
  }

  /**
   * Asks every `LLM_PROBE_INTERVAL` until there is an answer, an error that waiting does not mend, or the limit. An
   * attempt that took longer than the interval is followed at once: a server that held it has made us wait already.
   */
  function untilAnswered(
    send: Client['complete'],
    prompt: Prompt,
    labels: Labels,
    aside: boolean,
  ): { exchange: Exchange; waitedMs: number } | undefined {
    const firstMs = nowMs();
    let movedTo: ExchangeContext['movedTo'];
    for (let attempts = 1; ; attempts++) {
      const startMs = nowMs();
      const waitedMs = startMs - firstMs;
      let next: ReturnType<typeof nextAttempt>;
      const exchange = send(prompt, {
        aside,
        labels: { ...labels, attempts, waited_ms: Math.round(waitedMs * 1000) / 1000 },
        ...(movedTo && { movedTo }),
        notYet(answer) {
          const isInTime = Math.max(nowMs(), startMs + probeIntervalMs) - firstMs <= coldLimitMs;
          next = isInTime ? nextAttempt(answer, answer.url ?? options.baseUrl) : undefined;
          return next !== undefined;
        },
      });
      if (exchange === undefined) return undefined;
      if (next === undefined) return { exchange, waitedMs };
      tellOnce(exchange);
      movedTo = next.movedTo;
      sleepUntil(startMs + probeIntervalMs);
    }
  }
};
coldStartRound.asks = 'cold-start';

let told = false;

/** A person who watches should know why nothing seems to happen. */
function tellOnce({ status, message = 'no words' }: Exchange): void {
  if (!told)
    console.info(
      `k6-llm: not ready (${status === 0 ? 'no connection' : `status ${status}`}: ${message}); asking again`,
    );
  told = true;
}

/** Of one clock that never jumps. */
function nowMs(): number {
  return exec.instance.currentTestRunDuration;
}

function sleepUntil(ms: number): void {
  const leftMs = ms - nowMs();
  if (leftMs > 0) sleep(leftMs / 1000);
}
