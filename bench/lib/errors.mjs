import { spreadOf } from './statistics.mjs';

/** What a client measures of one reply, in milliseconds: the server's truth of it, and the mark of where it has none. */
const truths = {
  ttft: ['first_write', 'late_first'],
  firstAnswer: ['first_answer', 'late'],
  gapP50: ['gap_p50', 'late_gaps'],
  gapP99: ['gap_p99', 'late_gaps'],
  longestGap: ['longest_gap', 'late_gaps'],
  total: ['end', 'late'],
};

/**
 * Measured minus true, in milliseconds, for each of the figures above; the way to the server and back is part of the
 * error. Requests in which the server was late itself are left out: how many is part of the result. `tokensWrong` counts
 * replies whose number of tokens was told wrong; none where no client tells.
 *
 * @param measured one entry a reply: its `id`, and the figures that the client tells
 * @returns {Record<string, any>}
 */
export function errorsOf(measured, truth) {
  const found = measured.flatMap((one) => {
    const entry = truth.get(one.id);
    return entry === undefined ? [] : [{ one, entry }];
  });
  const errors = {};
  for (const [name, [field, late]] of Object.entries(truths)) {
    const told = found.filter(({ one }) => one[name] !== undefined);
    const judged = told.filter(({ entry }) => !entry[late]);
    const spread = spreadOf(judged.map(({ one, entry }) => one[name] - entry[field]));
    errors[name] = { ...spread, serverLate: told.length - judged.length };
  }
  const tokensWrong = found.filter(({ one, entry }) => one.tokens !== undefined && one.tokens !== entry.tokens).length;
  return { ...errors, tokensWrong };
}

export const countOf = ({ count, serverLate }) => `n ${count}; left out, server late: ${serverLate}`;
