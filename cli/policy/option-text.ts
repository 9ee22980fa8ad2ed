import type { OptionValue } from '../../lib/analysis/gate/policy.ts';
import { nearest } from '../../lib/options/nearest.ts';
import { type OptionKey, type OptionRow, optionTable } from '../../lib/options/table.ts';
import { isSecret } from '../secrets.ts';

const keys = Object.keys(optionTable) as OptionKey[];

function rowOf(name: string): { key: OptionKey; row: OptionRow<unknown> } | undefined {
  const key = keys.find((known) => known === name || optionTable[known].env === name);
  return key && { key, row: optionTable[key] as OptionRow<unknown> };
}

/** The variable of an option that a policy names in either way. */
export function variableOf(name: string): string | undefined {
  return rowOf(name)?.row.env;
}

/**
 * A value as one would write it into the variable. Under a key that says milliseconds, a number is milliseconds; under
 * a variable it is what the variable takes.
 */
export function optionText(name: string, value: OptionValue): string {
  if (typeof value === 'number') return name.endsWith('Ms') ? `${value}ms` : String(value);
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** What is wrong with an option of a policy, as the end of a sentence that begins with its name; undefined for nothing. */
export function checkOption(name: string, value: unknown): string | undefined {
  const found = rowOf(name);
  if (found === undefined) {
    const known = name.startsWith('LLM_') ? keys.map((key) => optionTable[key].env) : keys;
    return `is no option of k6-llm${nearest(name, known)}; docs/options.md lists them all`;
  }
  const { env, kind } = found.row;
  if (isSecret(env)) return `may be a secret, and a policy is committed; accepted is the variable ${env}`;
  if (value === null || value === undefined) return `is empty; accepted is ${kind.accepts}`;
  const text = optionText(name, value as OptionValue);
  if (text !== '' && kind.parse(text) !== undefined) return undefined;
  const shown = kind.show?.(text) ?? text;
  return `${shown === '' ? 'is empty' : `is ${shown}`}; accepted is ${kind.accepts}`;
}
