import { expect, test } from 'vitest';
import { budgetReach } from '../../lib/cost/estimate/budget-reach.ts';
import { cacheSavedUsd, savedShare } from '../../lib/cost/estimate/savings.ts';
import { smallerModels } from '../../lib/cost/smaller-models.ts';

test('a cache saves its tokens × (price of input − price of cached input)', () => {
  const group = { requests: 1000, inputTokens: 300, cachedTokens: 200, outputTokens: 1 };
  // 0.2 million × ($10 − $1)
  expect(cacheSavedUsd(group, { input: 10, output: 1, cacheRead: 1 })).toBeCloseTo(1.8);
  expect(cacheSavedUsd({ ...group, billedShare: 0.5 }, { input: 10, output: 1, cacheRead: 1 })).toBeCloseTo(0.9);
});

test('without a price of cached input nothing is known to be saved', () => {
  const group = { requests: 1, inputTokens: 1, cachedTokens: 1, outputTokens: 1 };
  expect(cacheSavedUsd(group, { input: 10, output: 1 })).toBeUndefined();
});

test('the share that is saved; none where it would cost more', () => {
  expect(savedShare(10, 4)).toBe(0.6);
  expect(savedShare(10, 11)).toBeUndefined();
  expect(savedShare(0, 0)).toBeUndefined();
});

test('a budget pays for its share of the plan, and never for more than all', () => {
  expect(budgetReach({ low: 1, expected: 5, worst: 40 }, 10)).toEqual({ expected: 1, worst: 0.25 });
});

test.each([
  ['gpt-4o', ['gpt-4o-mini', 'gpt-4o-nano']],
  ['gpt-4o-2024-08-06', ['gpt-4o-mini', 'gpt-4o-nano']],
  ['gpt-4.1-mini', ['gpt-4.1-nano']],
  ['claude-3-5-sonnet-20241022', ['claude-3-5-haiku']],
  ['claude-opus-4', ['claude-sonnet-4', 'claude-haiku-4']],
  ['gemini-2.5-pro', ['gemini-2.5-flash', 'gemini-2.5-flash-lite']],
  ['mistral-large-latest', ['mistral-medium', 'mistral-small']],
  ['gpt-4o-nano', []],
  ['llama-3.1-8b', []],
])('smaller sisters of %s may be called %j', (model, sisters) => {
  expect(smallerModels(model)).toEqual(sisters);
});
