import { asObject } from '../measure/json-object.ts';
import type { Protocol } from './protocol.ts';

/**
 * The most output tokens that a request may bring: the cap in the body that is really sent, for each of the answers that
 * it asks for. Undefined without a cap.
 */
export function outputCap(fields: Protocol['outputCap'], body: string): number | undefined {
  if (fields === undefined) return undefined;
  const sent: unknown = JSON.parse(body);
  const counts = (paths: string[]): number[] => paths.map((path) => valueAt(sent, path)).filter(isCount);
  const caps = counts(fields.caps);
  return caps.length === 0 ? undefined : Math.max(...caps) * Math.max(1, ...counts(fields.answers ?? []));
}

function valueAt(value: unknown, path: string): unknown {
  return path.split('.').reduce((found, key) => asObject(found)[key], value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}
