import { expect, test } from 'vitest';
import { assume } from '../../../lib/cost/estimate/assumptions.ts';
import { createEarlierRunReader } from '../../../lib/cost/estimate/earlier-run.ts';
import { totalsOf } from '../../../lib/cost/estimate/request-group.ts';
import { volumeOf } from '../../../lib/cost/estimate/volume.ts';
import type { Row } from '../../../lib/measure/row.ts';
import { planned } from './planned.ts';

type Part = Partial<Pick<Row, 'tokens' | 'end_ms' | 'status'>>;

function runOf(parts: Part[]) {
  const reader = createEarlierRunReader();
  for (const part of parts) {
    reader.add({ model: 'm', scenario: 'ramp', status: 200, end_ms: 1000, ...part } as Row);
  }
  return reader.result();
}

const counted = (input: number, output: number, cached?: number): Part => ({
  tokens: { input, output, source: 'usage', ...(cached === undefined ? {} : { cached }) },
});

test('a run without requests tells nothing', () => {
  expect(runOf([])).toBeUndefined();
});

test('tokens and what was cached are means over the answered ones', () => {
  const run = runOf([counted(100, 10, 50), counted(300, 30, 0)]);
  expect(run).toMatchObject({ inputTokens: { expected: 200, worst: 300 }, cachedTokens: 25 });
  expect(run?.outputTokens?.(100, 'expected')).toBe(20);
});

test('under a smaller cap the longer answers would be cut, and only those', () => {
  expect(runOf([counted(1, 10), counted(1, 30)])?.outputTokens?.(20, 'expected')).toBe(15);
});

test('what was turned away cost nothing; what broke off without a count did', () => {
  const run = runOf([counted(1, 1), counted(1, 1), { status: 429 }, { status: 200 }]);
  expect(run?.billedShare).toBe(0.75);
});

test('the time of an answer: its mean, half and twice of it, or the outer tenths where they are further', () => {
  const even = runOf([counted(1, 1), counted(1, 1)]);
  expect(even?.answerMs).toEqual({ low: 2000, expected: 1000, worst: 500 });
  const spread = runOf(Array.from({ length: 10 }, (_, i) => ({ ...counted(1, 1), end_ms: (i + 1) * 100 })));
  expect(spread?.answerMs).toEqual({ low: 1100, expected: 550, worst: 100 });
});

test('a plan like it has its tokens, its failures and its cache', () => {
  const earlier = runOf([counted(100, 20, 40), counted(100, 20, 40), counted(100, 20, 40), { status: 503 }]);
  const volume = volumeOf(planned({ LLM_MAX_TOKENS: '50' }), assume({ earlier }));
  expect(totalsOf(volume.expected)).toEqual({ requests: 10, billed: 7.5, inputTokens: 750, outputTokens: 150 });
  expect(volume.expected[0]?.cachedTokens).toBe(40);
  // At worst nothing fails, nothing is cached, and each answer uses its cap.
  expect(totalsOf(volume.worst)).toMatchObject({ billed: 10, outputTokens: 500 });
  expect(volume.worst[0]?.cachedTokens).toBeUndefined();
});

test('an endpoint that counts no tokens leaves them to be assumed', () => {
  const assumed = assume({ earlier: runOf([{}, {}]) });
  expect(assumed.from).toEqual({ answer: 'earlier run', output: 'assumed', input: 'assumed' });
});
