import type { Row } from '../../lib/measure/row.ts';

/** What a formula may name that a row has not: these count as 0 then. All else makes the result unknown. */
const absentIsZero = new Set(['connect_ms', 'tokens.reasoning']);

/**
 * Works out an expression over the fields of a row, such as `(last_token_ms - first_token_ms) / (chunks - 1)`.
 * Undefined where a field is absent or the result is no number. For the formulas of this folder alone: the text is run.
 */
export function evaluateFormula(formula: string, row: Row): number | undefined {
  const names = fieldsOf(formula);
  const values = names.map((name) => fieldOf(row, name) ?? (absentIsZero.has(name) ? 0 : undefined));
  if (values.some((value) => value === undefined)) return undefined;
  // A parameter's name can have no dot.
  const expression = formula.replaceAll('tokens.', 'tokens_');
  const parameters = names.map((name) => name.replace('.', '_'));
  const result: unknown = new Function(...parameters, `return ${expression};`)(...values);
  return typeof result === 'number' && Number.isFinite(result) ? result : undefined;
}

/** The fields that a formula names, each once. */
export function fieldsOf(formula: string): string[] {
  return [...new Set(formula.match(/[a-z][a-z_]*\d*[a-z_]*(\.[a-z_]+)?/g) ?? [])];
}

function fieldOf(row: Row, name: string): number | undefined {
  const [outer = '', inner] = name.split('.');
  const value = (row as unknown as Record<string, unknown>)[outer];
  const found = inner === undefined ? value : (value as Record<string, unknown> | undefined)?.[inner];
  return typeof found === 'number' ? found : undefined;
}
