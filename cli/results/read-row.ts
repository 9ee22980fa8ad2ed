import type { Row } from '../../lib/measure/row.ts';
import { rowSchema } from '../schemas/row.ts';

/** A row, or what is wrong with it. */
export function readRow(text: string | undefined): Row | string {
  if (text === undefined) return 'the point has no row: it was not written by k6-llm, or its metadata was left out';
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return 'the row is no JSON';
  }
  const checked = rowSchema.safeParse(parsed);
  // The parsed object itself, so that what a later version added is kept.
  if (checked.success) return parsed as Row;
  const [issue] = checked.error.issues;
  return `the row's ${issue?.path.join('.') || 'form'} is wrong: ${issue?.message}`;
}
