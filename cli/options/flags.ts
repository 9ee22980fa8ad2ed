import type { Command } from 'commander';
import { aboutOptions } from '../../lib/options/about.ts';
import { type OptionKey, type OptionRow, optionTable } from '../../lib/options/table.ts';
import { wrongUse } from '../cli-error.ts';
import { isSecret } from '../secrets.ts';

/** One option of a run as a flag. */
export interface OptionFlag {
  /** `base-url` */
  flag: string;
  /** `LLM_BASE_URL` */
  env: string;
  description: string;
  /** It says what is asked and how, so a single request has it too; the others shape a load. */
  ofRequest: boolean;
}

/** Where the command line differs from the environment. */
const aboutHere: Partial<Record<OptionKey, string>> = {
  out: 'Folder for what the run leaves (default results/<scenario>-<time>)',
};

const ofRequests: OptionKey[] = [
  'baseUrl',
  'model',
  'apiKeySecret',
  'protocol',
  'stream',
  'transport',
  'maxTokens',
  'maxTokensField',
  'temperature',
  'extraBody',
  'timeoutMs',
  'idleTimeoutMs',
];

/** The options table as flags: `LLM_TIMEOUT` is `--timeout`. Secrets have none. */
export const optionFlags: OptionFlag[] = (Object.entries(optionTable) as [OptionKey, OptionRow<unknown>][])
  .filter(([, { env }]) => !isSecret(env))
  .map(([key, { env, kind, default: byDefault }]) => {
    const choices = kind.accepts.startsWith('one of') ? `: ${kind.accepts}` : '';
    const initial = byDefault === undefined ? '' : ` (default ${byDefault})`;
    const description = `${aboutHere[key] ?? aboutOptions[key]}${choices}${initial}`;
    return { flag: flagOf(env), env, description, ofRequest: ofRequests.includes(key) };
  });

export function flagOf(env: string): string {
  return env.replace(/^LLM_/, '').toLowerCase().replaceAll('_', '-');
}

/** Commander's key of a flag: `base-url` → `baseUrl`. */
export function keyOf(flag: string): string {
  return flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

export function addOptionFlags(command: Command, flags: OptionFlag[]): void {
  for (const { flag, description, ofRequest } of flags) {
    const option = command.createOption(`--${flag} <value>`, description);
    command.addOption(option.helpGroup(ofRequest ? 'Requests:' : 'Load and verdict:'));
  }
  // Known, so that they can be refused in words: people will try.
  for (const { env } of Object.values(optionTable)) {
    if (isSecret(env)) command.addOption(command.createOption(`--${flagOf(env)} [value]`).hideHelp());
  }
}

/** @throws CliError if a secret was given as a flag; it is not repeated */
export function refuseSecretFlags(given: Record<string, unknown>): void {
  for (const { env } of Object.values(optionTable)) {
    if (isSecret(env) && given[keyOf(flagOf(env))] !== undefined) {
      throw wrongUse(`--${flagOf(env)}: every process can read a command line; accepted is the variable ${env}`);
    }
  }
}
