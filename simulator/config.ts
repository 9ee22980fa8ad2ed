import { combine } from './options/combine.ts';
import { type SimulatorConfig, type SimulatorOption, simulatorOptions } from './options.ts';

const booleans: Record<string, boolean> = { true: true, false: false };

function accepted(option: SimulatorOption): string {
  if (option.kind === 'text') return 'a text';
  if (option.kind === 'boolean') return 'true or false';
  if (option.choices !== undefined) return `one of ${option.choices.join(', ')}`;
  const kind = option.kind === 'integer' ? 'a whole number' : 'a number';
  const from = option.min ?? 0;
  const range = option.max === undefined ? `of at least ${from}` : `from ${from} to ${option.max}`;
  return `${kind} ${range}${option.unit === undefined ? '' : ` (${option.unit})`}`;
}

function read(option: SimulatorOption, given: unknown): string | number | boolean | undefined {
  if (option.kind === 'text') return typeof given === 'string' ? given : undefined;
  if (option.choices !== undefined) return option.choices.includes(String(given)) ? String(given) : undefined;
  if (option.kind === 'boolean') return given === true || given === false ? given : booleans[String(given)];
  const number = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
  if (typeof number !== 'number' || !Number.isFinite(number)) return undefined;
  if (number < (option.min ?? 0) || number > (option.max ?? Number.POSITIVE_INFINITY)) return undefined;
  return option.kind === 'integer' && !Number.isInteger(number) ? undefined : number;
}

/**
 * The given settings over the defaults, checked against the table and against each other. Numbers may come as text, as
 * flags bring them.
 * Unknown names and wrong values are errors that say what is accepted.
 */
export function resolveConfig(given: Readonly<Record<string, unknown>>): SimulatorConfig {
  const options: readonly SimulatorOption[] = simulatorOptions;
  for (const name of Object.keys(given)) {
    if (options.some((option) => option.name === name)) continue;
    throw new Error(`unknown simulator option ${name}: known are ${options.map((option) => option.name).join(', ')}`);
  }
  const config: Record<string, string | number | boolean> = {};
  for (const option of options) {
    const value = given[option.name];
    if (value === undefined) {
      if (option.default !== undefined) config[option.name] = option.default;
      continue;
    }
    const checked = read(option, value);
    if (checked === undefined) {
      throw new Error(`simulator option ${option.name} is ${JSON.stringify(value)}: accepted is ${accepted(option)}`);
    }
    config[option.name] = checked;
  }
  return combine(config as unknown as SimulatorConfig);
}
