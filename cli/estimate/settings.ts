import { wrongUse } from '../cli-error.ts';
import type { Io } from '../io.ts';
import { inUsersWords, runEnvironment, withoutSet } from '../options/environment.ts';
import { policyOptions } from '../policy/policy-options.ts';
import { type FoundPolicy, readPolicy } from '../policy/read-policy.ts';

export type Env = Record<string, string | undefined>;

/** What is estimated, and with which options. */
export interface Settings {
  /** The first is the one that the run is planned for. */
  models: string[];
  /** The one that `LLM_PRICE` is the price of. */
  ownPriceOf: string;
  /** With every option that was set, by whomever. */
  env: Env;
  policy: FoundPolicy | undefined;
  /** Puts an error of the options into the words that the user wrote. */
  reword: (message: string) => string;
}

interface Given {
  scenario: string | undefined;
  models: string[] | undefined;
  config: string | undefined;
  flags: Record<string, string>;
}

/** Nothing is sent, so no endpoint is needed: where none is named, this one stands for it. */
const noEndpoint = 'http://localhost/v1';

/** Flags before variables before the policy, as for a run; without what only a run needs: a key, a folder. */
export async function readSettings(io: Io, { scenario, models: given, config, flags }: Given): Promise<Settings> {
  const policy = scenario === undefined ? undefined : await readPolicy(io.cwd, config);
  const set = withoutSet(policyOptions(policy, scenario ?? ''), io.env);
  const configured = io.env.LLM_MODEL || set.LLM_MODEL?.text;
  const models = modelNames(given, configured);
  const [first] = models;
  if (first === undefined) throw wrongUse('--model is not given: accepted is the name of a model, or several');
  const { LLM_API_KEY_SECRET: _, LLM_OUT: __, ...others } = io.env;
  const endpoint = flags.LLM_BASE_URL ?? (io.env.LLM_BASE_URL || set.LLM_BASE_URL?.text || noEndpoint);
  const env = { ...others, LLM_MODEL: first, LLM_BASE_URL: endpoint };
  return {
    models,
    ownPriceOf: configured ?? first,
    env: runEnvironment(env, flags, io.cwd, set),
    policy,
    reword: (message) => inUsersWords(message, flags, set),
  };
}

/** The models to be estimated, each once. */
function modelNames(given: string[] | undefined, configured: string | undefined): string[] {
  const names = (given ?? [configured ?? '']).flatMap((text) => text.split(',')).map((name) => name.trim());
  if (given !== undefined && names.includes('')) {
    throw wrongUse(`--model ${given.join(' --model ')}: a name is empty; accepted is one name or several with commas`);
  }
  return [...new Set(names.filter((name) => name !== ''))];
}
