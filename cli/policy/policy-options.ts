import path from 'node:path';
import type { OptionValue, PolicyOptions } from '../../lib/analysis/gate/policy.ts';
import { optionTable } from '../../lib/options/table.ts';
import { optionText, variableOf } from './option-text.ts';
import type { FoundPolicy } from './read-policy.ts';

/** An option that a policy sets, as one would write it, and where it stands. */
export interface PolicyOption {
  text: string;
  /** `k6-llm.config.yaml, scenarios.fixed.options.users` */
  place: string;
}

/** Options that name a file; in a policy they are meant from its folder. */
const paths: string[] = [optionTable.prompts.env, optionTable.trace.env];

/** What a policy sets for one scenario, by variable: its target, what it sets for all, what for this one. */
export function policyOptions(found: FoundPolicy | undefined, scenario: string): Record<string, PolicyOption> {
  if (found === undefined) return {};
  const { policy, name, file } = found;
  const set: Record<string, PolicyOption> = {};
  const take = (options: PolicyOptions, place: string): void => {
    for (const [key, value] of Object.entries(options) as [string, OptionValue][]) {
      const env = variableOf(key) as string;
      const text = optionText(key, value);
      set[env] = {
        text: paths.includes(env) ? path.resolve(path.dirname(file), text) : text,
        place: `${name}, ${place}.${key}`,
      };
    }
  };
  take((policy.target ?? {}) as PolicyOptions, 'target');
  if (policy.budgetUsd !== undefined) {
    set[optionTable.budgetUsd.env] = { text: String(policy.budgetUsd), place: `${name}, budgetUsd` };
  }
  take(policy.options ?? {}, 'options');
  take(policy.scenarios?.[scenario]?.options ?? {}, `scenarios.${scenario}.options`);
  return set;
}
