import { createPrefixCache, type PrefixCache } from '../cache/prefix-cache.ts';
import { createSemanticCache, type SemanticCache } from '../cache/semantic-cache.ts';
import { nowMs } from '../clock.ts';
import { createEngine, type Engine, type EngineConfig } from '../engine/engine.ts';
import { createPump, type Pump } from '../engine/pump.ts';
import { type Fault, parseFaults } from '../faults/parse.ts';
import { createLimiter, type Limiter } from '../limits/limiter.ts';
import { createParkedCalls, type ParkedCalls } from '../model/parked-calls.ts';
import { createResidency, type Residency } from '../model/residency.ts';
import type { SimulatorConfig } from '../options.ts';
import { type DefectRate, parseDefects } from '../quality/defects.ts';

/** An engine and what drives it. */
export interface Lane {
  engine: Engine;
  pump: Pump;
}

/** What all requests share. */
export interface Shared {
  config: SimulatorConfig;
  /** From the option `faults`. */
  faults: readonly Fault[];
  /** From the option `defects`. */
  defects: readonly DefectRate[];
  limiter: Limiter;
  residency: Residency;
  parked: ParkedCalls;
  prefixCache?: PrefixCache;
  semanticCache?: SemanticCache;
  model: Lane;
  /** Answers from the semantic cache: they wait for nobody, and their tokens come at once. */
  cached: Lane;
}

const atOnce: EngineConfig = { slots: Number.MAX_SAFE_INTEGER, maxQueue: 0, tokenMs: 0.001, batchSlowdown: 0 };

function createLane(config: EngineConfig): Lane {
  const engine = createEngine(config);
  return { engine, pump: createPump(engine, nowMs) };
}

/** Throws where a setting cannot be read. */
export function createShared(config: SimulatorConfig): Shared {
  const { prefixCacheTokens, semanticCacheEntries } = config;
  return {
    config,
    faults: parseFaults(config.faults),
    defects: parseDefects(config.defects, config.defectKnee),
    limiter: createLimiter(config),
    residency: createResidency(config, nowMs()),
    parked: createParkedCalls(),
    ...(prefixCacheTokens === undefined ? {} : { prefixCache: createPrefixCache(prefixCacheTokens) }),
    ...(semanticCacheEntries === undefined
      ? {}
      : { semanticCache: createSemanticCache(semanticCacheEntries, config.semanticHitRate) }),
    model: createLane(config),
    cached: createLane(atOnce),
  };
}
