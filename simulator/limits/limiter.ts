import type { LimitHeaders } from '../apis/api.ts';
import { epochMs } from '../clock.ts';
import type { Failure } from '../http/failure.ts';
import type { SimulatorConfig } from '../options.ts';
import { type AdvertisedLimit, advertise } from './advertise.ts';
import { createMetered, type Metered } from './metered.ts';
import { concurrencyRefusal, refusal } from './refusal.ts';

/** A limit as the truth log names it. */
export type LimitName = Metered['name'] | 'concurrency';

/** What a request would take. */
export interface Demand {
  model: string;
  inputTokens: number;
  maxTokens?: number;
  /** Of the API, where the option `advertise` leaves it to that. @default openai */
  limitHeaders?: LimitHeaders;
}

/** A request that was let in. */
export interface Permit {
  /** It is over after so many tokens of output: the rest of its charge falls due. Only the first call counts. */
  settle(outputTokens: number, nowMs: number): void;
}

/** The answer to a request: either a permit or a failure. `headers` go on the reply whatever it is. */
export interface Admission {
  headers: Record<string, string>;
  permit?: Permit;
  refused?: {
    failure: Failure;
    /** The limit at fault: where several are, the one that takes longest. */
    limit: LimitName;
    /** Until the same request would be let in, if no other came; Infinity never, absent where nobody knows. */
    retryMs?: number;
  };
}

/** All limits together: a request is let in by all of them and charged to all, or refused and charged to none. */
export interface Limiter {
  admit(demand: Demand, nowMs: number): Admission;
}

export function createLimiter(config: SimulatorConfig): Limiter {
  const metered = createMetered(config);
  const isReserved = config.tokenCharge === 'reservation';
  const maxConcurrent = config.maxConcurrent ?? Number.POSITIVE_INFINITY;
  let open = 0;

  function amountOf(one: Metered, { inputTokens, maxTokens }: Demand): number {
    if (one.dimension === 'requests') return 1;
    return inputTokens + (isReserved ? (maxTokens ?? Math.round(config.outputTokens)) : 0);
  }

  function told({ dimension, limit, windowMs, meter }: Metered, nowMs: number): AdvertisedLimit {
    const { remaining, fullMs, moreMs } = meter.read(nowMs);
    const factor = config.advertisedFactor;
    const left = Math.max(0, Math.floor(remaining * factor + 1e-6));
    return { dimension, limit: Math.round(limit * factor), remaining: left, windowMs, fullMs, moreMs };
  }

  function familyOf({ limitHeaders = 'openai' }: Demand): LimitHeaders {
    return config.advertise === 'api' ? limitHeaders : config.advertise;
  }

  function headers(demand: Demand, nowMs: number): Record<string, string> {
    const limits = metered.map((one) => told(one, nowMs));
    return advertise(familyOf(demand), limits, epochMs(nowMs));
  }

  function charge(demand: Demand, nowMs: number): Permit {
    for (const one of metered) one.meter.use(amountOf(one, demand), nowMs);
    open += 1;
    let isSettled = false;
    return {
      settle(outputTokens, atMs) {
        if (isSettled) return;
        isSettled = true;
        open -= 1;
        if (isReserved) return;
        for (const one of metered) if (one.dimension === 'tokens') one.meter.use(outputTokens, atMs);
      },
    };
  }

  return {
    admit(demand, nowMs) {
      if (open >= maxConcurrent) {
        return {
          headers: headers(demand, nowMs),
          refused: { failure: concurrencyRefusal(maxConcurrent), limit: 'concurrency' },
        };
      }
      const waits = metered.map((one) => ({ one, retryMs: one.meter.waitMs(amountOf(one, demand), nowMs) }));
      const longest = waits.sort((a, b) => b.retryMs - a.retryMs)[0];
      if (longest === undefined || longest.retryMs === 0) {
        const permit = charge(demand, nowMs);
        return { headers: headers(demand, nowMs), permit };
      }
      const { one, retryMs } = longest;
      const about = { model: demand.model, metered: one, told: told(one, nowMs), amount: amountOf(one, demand) };
      return {
        headers: headers(demand, nowMs),
        refused: {
          failure: refusal({ ...config, advertise: familyOf(demand) }, about, retryMs),
          limit: one.name,
          retryMs,
        },
      };
    },
  };
}
