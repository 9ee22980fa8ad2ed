import { spreadOf } from './statistics.mjs';

/**
 * Measured against true times to first token, in milliseconds; the way to the server and back is part of the error.
 * Requests in which the server was late itself are left out: how many is part of the result.
 */
export function firstTokenErrors(measured, truth) {
  const errors = [];
  let serverLate = 0;
  for (const { id, firstTokenMs } of measured) {
    const entry = truth.get(id);
    if (entry === undefined || firstTokenMs === undefined) continue;
    if (entry.late_first) serverLate++;
    else errors.push(firstTokenMs - entry.first_write);
  }
  return { ...spreadOf(errors), serverLate };
}

export const countOf = ({ count, serverLate }) => `n ${count}; left out, server late: ${serverLate}`;
