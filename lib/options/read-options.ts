import { LlmError } from './llm-error.ts';
import { nearest } from './nearest.ts';
import { type OptionRow, type Options, optionTable } from './table.ts';

/**
 * Reads the options from the environment. Precedence: environment, the scenario's own defaults, the table's.
 * An empty value counts as not set: CI systems pass empty strings for what is not configured.
 *
 * @param env `__ENV` in k6; only names that begin with `LLM_` are looked at
 * @param scenarioDefaults by environment name, as one would write them
 * @throws LlmError naming the option, the value seen and what is accepted
 */
export function readOptions(
  env: Record<string, string | undefined>,
  scenarioDefaults: Record<string, string> = {},
): Options {
  const known = Object.values(optionTable).map((row) => row.env);
  for (const name of [...Object.keys(env), ...Object.keys(scenarioDefaults)]) {
    if (name.startsWith('LLM_') && !known.includes(name)) {
      throw new LlmError(`${name} is no option of k6-llm${nearest(name, known)}; docs/options.md lists them all`);
    }
  }
  const options: Record<string, unknown> = {};
  for (const [key, row] of Object.entries(optionTable) as [string, OptionRow<unknown>][]) {
    const text = env[row.env] || scenarioDefaults[row.env] || row.default;
    if (text === undefined) {
      if (row.required) throw new LlmError(`${row.env} is not set: accepted is ${row.kind.accepts}`);
      continue;
    }
    const value = row.kind.parse(text);
    if (value === undefined) {
      const shown = oneLine(row.kind.show?.(text) ?? text, env.LLM_API_KEY);
      throw new LlmError(`${row.env}=${shown}: accepted is ${row.kind.accepts}`);
    }
    options[key] = value;
  }
  return options as unknown as Options;
}

/** A value as one line of an error may show it: short, and without the key, should it stand in the wrong option. */
function oneLine(text: string, key: string | undefined): string {
  const safe = key === undefined || key.length < 8 ? text : text.split(key).join('***');
  const line = safe.replace(/\s+/g, ' ');
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
