import { type SimulatorConfig, type SimulatorOption, simulatorOptions } from './options.ts';

function accepted(option: SimulatorOption): string {
  if (option.kind === 'text') return 'a text';
  if (option.choices !== undefined) return `one of ${option.choices.join(', ')}`;
  const kind = option.kind === 'integer' ? 'a whole number' : 'a number';
  return `${kind} of at least ${option.min ?? 0}${option.unit === undefined ? '' : ` (${option.unit})`}`;
}

function read(option: SimulatorOption, given: unknown): string | number | undefined {
  if (option.kind === 'text') return typeof given === 'string' ? given : undefined;
  if (option.choices !== undefined) return option.choices.includes(String(given)) ? String(given) : undefined;
  const number = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
  if (typeof number !== 'number' || !Number.isFinite(number) || number < (option.min ?? 0)) return undefined;
  return option.kind === 'integer' && !Number.isInteger(number) ? undefined : number;
}

/**
 * The given settings over the defaults, checked against the table. Numbers may come as text, as flags bring them.
 * Unknown names and wrong values are errors that say what is accepted.
 */
export function resolveConfig(given: Readonly<Record<string, unknown>>): SimulatorConfig {
  const options: readonly SimulatorOption[] = simulatorOptions;
  for (const name of Object.keys(given)) {
    if (options.some((option) => option.name === name)) continue;
    throw new Error(`unknown simulator option ${name}: known are ${options.map((option) => option.name).join(', ')}`);
  }
  const config: Record<string, string | number> = {};
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
  return config as unknown as SimulatorConfig;
}
