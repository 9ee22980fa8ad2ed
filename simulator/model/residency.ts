import type { SimulatorConfig } from '../options.ts';
import { jitterFactor, requestRandom } from '../random.ts';

/** Whether the model is loaded. All times are of one clock; the caller says what time it is. */
export interface Residency {
  /** A request has come for the model: ms until it is loaded, 0 if it is. Starts the loading if nobody has. */
  arrive(nowMs: number): number;
  /** It stays for its answer: while it is there nothing is unloaded. */
  enter(): void;
  leave(nowMs: number): void;
}

type ColdConfig = Pick<SimulatorConfig, 'coldStartMs' | 'coldStartJitter' | 'startCold' | 'unloadAfterMs' | 'seed'>;

export function createResidency(config: ColdConfig, startMs: number): Residency {
  const { coldStartMs = 0, unloadAfterMs = Number.POSITIVE_INFINITY } = config;
  /** When the latest loading ended or will end; undefined: it was never loaded. */
  let readyMs = config.startCold ? undefined : startMs;
  let idleSinceMs = startMs;
  let open = 0;
  let loads = 0;

  function isUnloaded(nowMs: number): boolean {
    if (readyMs === undefined) return true;
    // a model that nobody waited for is idle from when it was loaded, not from the last request
    return open === 0 && nowMs - Math.max(idleSinceMs, readyMs) >= unloadAfterMs;
  }

  return {
    arrive(nowMs) {
      if (readyMs === undefined || isUnloaded(nowMs)) {
        const random = requestRandom(config.seed, loads++, 'cold');
        readyMs = nowMs + coldStartMs * jitterFactor(random, config.coldStartJitter);
      }
      idleSinceMs = nowMs;
      return Math.max(0, readyMs - nowMs);
    },
    enter() {
      open += 1;
    },
    leave(nowMs) {
      open -= 1;
      idleSinceMs = nowMs;
    },
  };
}
