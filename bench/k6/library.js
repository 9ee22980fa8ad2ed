/** The library as a team uses it: every metric, the row, the checks and the summary are on. */
import { defineTest } from '../../lib/k6/define-test.ts';
import { load, nextTurn, scenario } from './schedule.js';

const test = await defineTest({
  name: 'bench',
  load: () => ({ scenario, model: 'closed', about: `${load.streams} streams, starts spread`, windows: [] }),
});

export const { options, handleSummary } = test;

export default function () {
  const { id, tokens } = nextTurn();
  test.complete({ id, user: id, maxTokens: tokens });
}
