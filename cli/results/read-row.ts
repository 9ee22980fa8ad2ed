import type { Row } from '../../lib/measure/row.ts';
import { faultOfRow } from '../schemas/row.ts';

/** A row, or what is wrong with it. */
export function readRow(text: string | undefined): Row | string {
  if (text === undefined) return 'the point has no row: it was not written by k6-llm, or its metadata was left out';
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return 'the row is no JSON';
  }
  const fault = faultOfRow(parsed);
  // The parsed object itself, so that what a later version added is kept.
  if (fault === undefined) return parsed as Row;
  const { path, saw, accepts } = fault;
  return `the row's ${path} is ${saw ?? 'missing'}, and accepted is ${accepts}`;
}
