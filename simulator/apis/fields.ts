import { Failure } from '../http/failure.ts';

export type Json = Record<string, unknown>;

/** A JSON object; an array is none. */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** 400 that names the field, what was seen and what is accepted. */
export function invalid(param: string, value: unknown, accepted: string): Failure {
  const seen = value === undefined ? 'is missing' : `is ${JSON.stringify(value).slice(0, 100)}`;
  return new Failure('bad_request', 400, `'${param}' ${seen}: accepted is ${accepted}`, { param });
}

/** A field that may be absent; null counts as absent: SDKs send it for what was not set. */
export function optional<T>(
  body: Json,
  key: string,
  param: string,
  isValid: (value: unknown) => value is T,
  accepted: string,
) {
  const value = body[key];
  if (value === undefined || value === null) return undefined;
  if (!isValid(value)) throw invalid(param, value, accepted);
  return value;
}

export const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
export const isText = (value: unknown): value is string => typeof value === 'string';
export const isCount = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 1;
