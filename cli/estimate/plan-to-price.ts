import type { EstimatePlan } from '../../lib/cost/estimate/estimate-plan.ts';
import { LlmError } from '../../lib/options/llm-error.ts';
import { readOptions } from '../../lib/options/read-options.ts';
import type { Options } from '../../lib/options/table.ts';
import { wrongUse } from '../cli-error.ts';
import { inUsersWords, runEnvironment } from '../options/environment.ts';

export type Env = Record<string, string | undefined>;

export interface PlanToPrice {
  plan: EstimatePlan;
  /** Those in force, the scenario's own defaults among them. */
  options: Options;
}

/** @throws CliError in the words that the user wrote */
export function optionsOf(
  env: Env,
  flags: Record<string, string>,
  cwd: string,
  defaults: Record<string, string> = {},
): Options {
  try {
    return readOptions(runEnvironment(env, flags, cwd), defaults);
  } catch (error) {
    if (error instanceof LlmError) throw wrongUse(inUsersWords(error.message, flags));
    throw error;
  }
}
