import { describe, expect, it } from 'vitest';
import { errorsOf } from '../../bench/lib/errors.mjs';

const entry = {
  first_write: 200,
  first_answer: 220,
  gap_p50: 20,
  gap_p99: 25,
  longest_gap: 30,
  end: 400,
  tokens: 10,
  late_first: false,
  late_gaps: false,
  late: false,
};
const told = { ttft: 201, firstAnswer: 223, gapP50: 20, gapP99: 24, longestGap: 35, total: 402, tokens: 10 };

describe('the error of a client', () => {
  it('is what it measured minus the truth, whichever way it goes', () => {
    const errors = errorsOf([{ id: 'a', ...told }], new Map([['a', entry]]));
    const sizes = ['ttft', 'firstAnswer', 'gapP50', 'gapP99', 'longestGap', 'total'].map((name) => errors[name].p99);
    expect(sizes).toEqual([1, 3, 0, 1, 5, 2]);
    expect(errors.tokensWrong).toBe(0);
  });

  it('leaves out, and counts, what the server has no truth of; the other figures of such a reply are good', () => {
    const truth = new Map([
      ['a', entry],
      ['b', { ...entry, late: true }],
      ['c', { ...entry, late: true, late_first: true }],
      ['d', { ...entry, late_gaps: true }],
    ]);
    const errors = errorsOf(
      ['a', 'b', 'c', 'd'].map((id) => ({ id, ...told })),
      truth,
    );
    expect(errors.ttft).toMatchObject({ count: 3, serverLate: 1 });
    expect(errors.longestGap).toMatchObject({ count: 3, serverLate: 1 });
    expect(errors.total).toMatchObject({ count: 2, serverLate: 2 });
  });

  it('counts replies whose tokens were told wrong, not those of a client that tells none', () => {
    const truth = new Map([
      ['a', entry],
      ['b', entry],
    ]);
    const measured = [
      { id: 'a', ...told, tokens: 9 },
      { id: 'b', ...told, tokens: undefined },
    ];
    expect(errorsOf(measured, truth).tokensWrong).toBe(1);
  });

  it('has no percentile where nothing was judged, and knows nothing of requests the server never saw', () => {
    expect(errorsOf([{ id: 'x', ...told }], new Map()).ttft).toMatchObject({ count: 0, p99: undefined });
  });
});
