import { rowDecimals, rowFields } from './row-fields.ts';

/** The row as one JSON line, as the extension's `record` writes it too. Absent fields are left out. */
export function rowText(values: unknown[]): string {
  return JSON.stringify(
    Object.fromEntries(rowFields.map((field, i) => [field, rounded(values[i], rowDecimals(field))])),
  );
}

function rounded(value: unknown, decimals: number | undefined): unknown {
  if (typeof value !== 'number' || decimals === undefined) return value;
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale;
}
