import type { Options } from '../options/table.ts';

/** What must never be shown: the key, and header values, which may be keys too (Azure's); short ones are mere words. */
export function secretsOf({ extraHeaders = {} }: Options, apiKey: string | undefined): string[] {
  const values = Object.values(extraHeaders).filter(({ length }) => length >= 8);
  return apiKey ? [apiKey, ...values] : values;
}

/** Takes every secret out of a text: providers like to quote the key that they refuse. */
export function redact(text: string, secrets: string[]): string {
  return secrets.reduce((clean, secret) => clean.split(secret).join('***'), text);
}
