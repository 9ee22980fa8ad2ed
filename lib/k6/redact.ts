import type { Measurement } from '../measure/measurement.ts';
import type { Options } from '../options/table.ts';

/**
 * What must never be shown: the key, and header values, which may be keys too (Azure's), with each of their words, for
 * an endpoint quotes the key without the `Bearer` before it. Short ones are mere words, and what names the model is told.
 */
export function secretsOf({ extraHeaders = {}, model }: Options, apiKey: string | undefined): string[] {
  const values = Object.values(extraHeaders).flatMap((value) => [value, ...value.split(/\s+/)]);
  const long = values.filter((value) => value.length >= 8 && !model.includes(value));
  return [...new Set((apiKey ? [apiKey, ...long] : long).flatMap(asWritten))];
}

/** A frame that cannot be read is shown as it was sent, where JSON may escape what a secret holds. */
function asWritten(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  return [secret, json, json.replaceAll('/', '\\/')];
}

/** Takes every secret out of a text: providers like to quote the key that they refuse. */
export function redact(text: string, secrets: string[]): string {
  return secrets.reduce(withoutPieces, redactWhole(text, secrets));
}

function redactWhole(text: string, secrets: string[]): string {
  return secrets.reduce((clean, secret) => (clean.includes(secret) ? clean.split(secret).join('***') : clean), text);
}

/** As many characters at an end of a text are taken for a piece of a secret; `sk-` alone tells nothing. */
const leastPiece = 4;

/** Whatever cut the text, we or a broken connection, may have cut a secret in two: what is left stands at an end of it. */
function withoutPieces(text: string, secret: string): string {
  if (!text.includes(secret.slice(0, leastPiece)) && !text.includes(secret.slice(-leastPiece))) return text;
  let clean = text;
  for (let length = secret.length - 1; length >= leastPiece; length--) {
    if (clean.endsWith(secret.slice(0, length))) clean = `${clean.slice(0, -length)}***`;
    if (clean.startsWith(secret.slice(-length))) clean = `***${clean.slice(length)}`;
  }
  return clean;
}

/** As long are names that were cut (lib/measure/measure.ts); a shorter one ends where it ends, if it be in `-chat`. */
const cutNames = 200;

/** Takes the secrets out of all that is recorded in the endpoint's own words. */
export function redactWords(exchange: Measurement, secrets: string[]): void {
  if (secrets.length === 0) return;
  if (exchange.message !== undefined) exchange.message = redact(exchange.message, secrets);
  redactName(exchange, 'model', secrets);
  redactName(exchange, 'serviceTier', secrets);
  redactName(exchange, 'requestId', secrets);
}

function redactName(exchange: Measurement, field: 'model' | 'serviceTier' | 'requestId', secrets: string[]): void {
  const name = exchange[field];
  if (name !== undefined) exchange[field] = (name.length < cutNames ? redactWhole : redact)(name, secrets);
}
