import { wrongUse } from '../cli-error.ts';

const most = 1_000_000_000;

/** The value of a flag that counts something; undefined where it was not given. */
export function count(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value <= most)) throw wrongUse(`--${flag} ${text}: accepted is a whole number from 0 to ${most}`);
  return value;
}
