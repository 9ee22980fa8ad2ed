import { aboutOptions } from '../../lib/options/about.ts';
import { type OptionKey, type OptionRow, optionTable } from '../../lib/options/table.ts';
import { isSecret } from '../secrets.ts';

/** One option of a run as a flag. */
export interface OptionFlag {
  /** `base-url` */
  flag: string;
  /** `LLM_BASE_URL` */
  env: string;
  description: string;
}

/** Where the command line differs from the environment. */
const aboutHere: Partial<Record<OptionKey, string>> = {
  out: 'Folder for what the run leaves (default results/<scenario>-<time>)',
};

/** The options table as flags: `LLM_TIMEOUT` is `--timeout`. Secrets have none. */
export const optionFlags: OptionFlag[] = (Object.entries(optionTable) as [OptionKey, OptionRow<unknown>][])
  .filter(([, { env }]) => !isSecret(env))
  .map(([key, { env, kind, default: byDefault }]) => {
    const choices = kind.accepts.startsWith('one of') ? `: ${kind.accepts}` : '';
    const initial = byDefault === undefined ? '' : ` (default ${byDefault})`;
    return { flag: flagOf(env), env, description: `${aboutHere[key] ?? aboutOptions[key]}${choices}${initial}` };
  });

export function flagOf(env: string): string {
  return env.replace(/^LLM_/, '').toLowerCase().replaceAll('_', '-');
}

/** Commander's key of a flag: `base-url` → `baseUrl`. */
export function keyOf(flag: string): string {
  return flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
