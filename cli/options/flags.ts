import { type OptionRow, optionTable } from '../../lib/options/table.ts';
import { isSecret } from '../secrets.ts';

/** One option of a run as a flag. */
export interface OptionFlag {
  /** `base-url` */
  flag: string;
  /** `LLM_BASE_URL` */
  env: string;
  description: string;
}

/** The options table as flags: `LLM_TIMEOUT` is `--timeout`. Secrets have none. */
export const optionFlags: OptionFlag[] = (Object.values(optionTable) as OptionRow<unknown>[])
  .filter(({ env }) => !isSecret(env))
  .map(({ env, kind, default: byDefault }) => ({
    flag: flagOf(env),
    env,
    description: `${kind.accepts}${byDefault === undefined ? '' : ` (default ${byDefault})`}`,
  }));

export function flagOf(env: string): string {
  return env.replace(/^LLM_/, '').toLowerCase().replaceAll('_', '-');
}

/** Commander's key of a flag: `base-url` → `baseUrl`. */
export function keyOf(flag: string): string {
  return flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
