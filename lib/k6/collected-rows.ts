import type { Row } from '../measure/row.ts';
import { shared } from './shared.ts';

/** About 35 MB; more would be paid for by a summary of minutes. */
export const mostRows = 50_000;

/** Keeps a row for the analyses at the end. Without our extension nothing can be kept across virtual users. */
export function collectRow(row: string): void {
  if (shared?.append('rows', row, mostRows) === false) shared.add('rows_left_out', 1);
}

/** What was kept; undefined if nothing could be, or if it is not all of it. */
export function collectedRows(): Row[] | undefined {
  return shared === undefined || shared.get('rows_left_out') > 0
    ? undefined
    : shared.list('rows').map((row) => JSON.parse(row));
}
