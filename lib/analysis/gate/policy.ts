import type { OptionKey } from '../../options/table.ts';

/** An option as people write it: `'30s'`, `20`, `true`, `['short', 'medium']`; a number for a `…Ms` key is milliseconds. */
export type OptionValue = string | number | boolean | (string | number)[] | Record<string, unknown>;

/** By the table's key (`timeoutMs`) or by its variable (`LLM_TIMEOUT`); docs/options.md lists them. Never a secret. */
export type PolicyOptions = Partial<Record<OptionKey, OptionValue>> & { [variable: `LLM_${string}`]: OptionValue };

/** `ttft.p95 < 1000ms`, `goodput > 0.95`, `failures < 1%`, `cost.total < 10`; or with words for reports. */
export type PolicySlo = string | { slo: string; name?: string };

/** A scenario of k6-llm by its name, or one of your own by the name that it gives `defineTest`. */
export interface PolicyScenario {
  /** A k6 script of your own, from the folder of the policy. */
  script?: string;
  options?: PolicyOptions;
  slos?: PolicySlo[];
  /** SLOs for a part of the load: by its number from 1, its name (`surge`), or its users (`20 users`). */
  stages?: Record<string, PolicySlo[]>;
}

/** What `k6-llm.config.ts`, `.json` or `.yaml` holds. Everything may be left out. */
export interface Policy {
  /** For editors that find the schema by it; not read. */
  $schema?: string;
  /** What is loaded. The key is never here: it comes from `LLM_API_KEY`. */
  target?: { baseUrl?: string; model?: string; protocol?: string };
  /** For every scenario. */
  options?: PolicyOptions;
  scenarios?: Record<string, PolicyScenario>;
  /** For every scenario, besides its own. */
  slos?: PolicySlo[];
  /** When one exchange counts as good: durations such as `1s`. Needed where an SLO speaks of goodput. */
  goodput?: { timeToFirstToken?: string; timePerOutputToken?: string; total?: string };
  /** 429s count as failures, and as not good. @default false: they are a limit's answer */
  rateLimitsFail?: boolean;
  /**
   * How sure a percentile, a mean or a share must be known to be kept or broken: the confidence of each end of its
   * interval. 0.5 takes what was seen for the truth. @default 0.95
   */
  confidence?: number;
  /** What a run may cost, in US dollars. */
  budgetUsd?: number;
  /** What `k6-llm compare` compares with, from the folder of the policy. */
  baseline?: string;
  /** Files that `k6-llm gate` writes, from where it is run. */
  reports?: { junit?: string; markdown?: string; json?: string };
}

/** Types for a policy in TypeScript; returns what it is given. */
export function defineConfig(policy: Policy): Policy {
  return policy;
}
