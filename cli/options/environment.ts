import path from 'node:path';
import { LlmError } from '../../lib/options/llm-error.ts';
import { readOptions } from '../../lib/options/read-options.ts';
import { wrongUse } from '../cli-error.ts';
import type { PolicyOption } from '../policy/policy-options.ts';
import { flagOf, keyOf, optionFlags, refuseSecretFlags } from './flags.ts';

type Env = Record<string, string | undefined>;

/** Flags as commander gives them → their options by environment name; only what was given. */
export function optionsFromFlags(given: Record<string, unknown>): Record<string, string> {
  refuseSecretFlags(given);
  const options: Record<string, string> = {};
  for (const { flag, env } of optionFlags) {
    const value = given[keyOf(flag)];
    if (typeof value === 'string') options[env] = value;
  }
  return options;
}

/**
 * The environment for k6: flags before variables before a policy, relative paths made absolute. What is wrong whatever
 * the scenario says is found here, before anything is built or started.
 *
 * @throws CliError in the words the user wrote: the flag where it was a flag
 */
export function runEnvironment(
  env: Env,
  flags: Record<string, string>,
  cwd: string,
  policy: Record<string, PolicyOption> = {},
): Env {
  const merged: Env = { ...env, ...flags };
  for (const [name, { text }] of Object.entries(withoutSet(policy, merged))) merged[name] = text;
  try {
    readOptions(merged);
  } catch (error) {
    if (error instanceof LlmError) throw wrongUse(inUsersWords(error.message, flags, withoutSet(policy, env)));
    throw error;
  }
  if (merged.LLM_PROMPTS) merged.LLM_PROMPTS = path.resolve(cwd, merged.LLM_PROMPTS);
  return merged;
}

/** What a policy sets and nobody else. An empty variable counts as not set: CI systems pass those. */
export function withoutSet(policy: Record<string, PolicyOption>, env: Env): Record<string, PolicyOption> {
  return Object.fromEntries(Object.entries(policy).filter(([name]) => !env[name]));
}

/** An error of the options table speaks of variables; who wrote a flag or a policy is told of that. */
export function inUsersWords(
  message: string,
  flags: Record<string, string>,
  policy: Record<string, PolicyOption> = {},
): string {
  const [, env = '', rest = ''] = /^(LLM_[A-Z_]+)(.*)$/s.exec(message) ?? [];
  if (env in flags) return `--${flagOf(env)}${rest}`;
  if (policy[env] !== undefined) return `${policy[env].place}${rest}`;
  return rest.startsWith(' is not set') ? `${message}; set it or give --${flagOf(env)}` : message;
}
