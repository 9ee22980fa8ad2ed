import { formatDuration } from '../options/duration.ts';
import { LlmError } from '../options/llm-error.ts';
import type { Options } from '../options/table.ts';
import type { Strategy } from './cold-start-strategies.ts';
import { graceMs } from './grace.ts';
import type { LoadShape } from './load-shape.ts';

/** One user who comes after a time in which nobody came, again and again: a round of each strategy, then the next round. */
export function coldStart(options: Options): LoadShape {
  const { strategies, rounds, idleTimeMs, warmRequests, maxDurationMs } = options;
  checkStrategies(options);
  const perRoundMs = strategies.length * idleTimeMs;
  const idleMs = rounds * perRoundMs;
  if (idleMs > maxDurationMs) {
    const each = strategies.length > 1 ? ` of ${strategies.length} strategies` : '';
    const fitting = Math.floor(maxDurationMs / perRoundMs);
    const nearest = fitting > 0 ? `LLM_ROUNDS=${fitting}, or ` : '';
    throw new LlmError(
      `LLM_ROUNDS=${rounds}: ${rounds} rounds${each} wait ${formatDuration(idleMs)} in all, above ` +
        `LLM_MAX_DURATION=${formatDuration(maxDurationMs)}; accepted is ${nearest}LLM_MAX_DURATION=${formatDuration(idleMs)}`,
    );
  }
  return {
    scenario: {
      executor: 'shared-iterations',
      vus: 1,
      iterations: rounds * strategies.length,
      maxDuration: formatDuration(maxDurationMs),
      gracefulStop: formatDuration(graceMs(options)),
    },
    model: 'closed',
    about:
      `${rounds} rounds of ${strategies.join(', ')}: ${formatDuration(idleTimeMs)} idle, 1 cold and ${warmRequests} warm ` +
      `requests each, ${formatDuration(idleMs)} of waiting in all`,
    iterations: rounds * strategies.length,
    windows: [],
  };
}

/** What an iteration is: the rounds go through all strategies in turn, so that none has the better hour. */
export function roundOf(iteration: number, strategies: readonly Strategy[]): { round: number; strategy: Strategy } {
  const round = Math.floor(iteration / strategies.length);
  return { round, strategy: strategies[iteration % strategies.length] as Strategy };
}

function checkStrategies({ strategies, pingIntervalMs, idleTimeMs, smallModel }: Options): void {
  const twice = strategies.find((name, index) => strategies.indexOf(name) < index);
  if (twice !== undefined) {
    throw new LlmError(
      `LLM_STRATEGIES=${strategies.join(',')}: ${twice} stands there twice; accepted is ${[...new Set(strategies)].join(',')}`,
    );
  }
  if (strategies.includes('keep-alive') && pingIntervalMs >= idleTimeMs) {
    throw new LlmError(
      `LLM_PING_INTERVAL=${formatDuration(pingIntervalMs)}: no ping would be sent in LLM_IDLE_TIME=${formatDuration(idleTimeMs)}; ` +
        `accepted is less, such as ${formatDuration(Math.max(1, Math.floor(idleTimeMs / 5)))}`,
    );
  }
  if (strategies.includes('smaller-model') && smallModel === undefined) {
    throw new LlmError(
      'LLM_SMALL_MODEL is not set: the strategy smaller-model asks it in place of LLM_MODEL; accepted is the name of a model',
    );
  }
}
