import { expect, test } from 'vitest';
import type { Price } from '../../lib/cost/price.ts';
import { createSavings } from '../../lib/cost/savings-of-rows.ts';
import type { Row } from '../../lib/measure/row.ts';

const prices: Record<string, Price> = {
  big: { input: 10, output: 100, cacheRead: 1 },
  'big-mini': { input: 1, output: 10 },
  plain: { input: 10, output: 100 },
};

function savingsOf(rows: (Pick<Row, 'tokens'> & Partial<Row>)[]) {
  const savings = createSavings((model) => prices[model]);
  for (const row of rows) savings.add({ model: 'big', ...row }, 0);
  return savings.result();
}

const million = 1_000_000;
const tokens = (input: number, output: number, cached?: number): Row['tokens'] => ({
  input,
  output,
  source: 'usage',
  ...(cached === undefined ? {} : { cached }),
});

test('half the output, and the smaller sister that has a price, with as many tokens', () => {
  const [big] = savingsOf([{ tokens: tokens(million, million) }, { tokens: tokens(million, million) }]);
  expect(big).toEqual({
    model: 'big',
    exchanges: 2,
    costUsd: 220,
    halfOutputUsd: 120,
    smaller: [{ model: 'big-mini', costUsd: 22 }],
    cachedTokens: 0,
  });
});

test('what a cache saved is its tokens × (price of input − price of cached input), in the cost already', () => {
  const [big] = savingsOf([{ tokens: tokens(million, 0, million / 2) }]);
  // Half of it at $10, half at $1.
  expect(big).toMatchObject({ costUsd: 5.5, cacheSavedUsd: 4.5, cachedTokens: million / 2 });
});

test('without a price of cached input nobody knows what a cache saved', () => {
  const [plain] = savingsOf([{ model: 'plain', tokens: tokens(million, 0, million) }]);
  expect(plain?.cacheSavedUsd).toBeUndefined();
});

test('an exchange that was priced otherwise, or has no tokens or no price, tells nothing', () => {
  expect(
    savingsOf([
      { tokens: tokens(million, 0), cost_usd: 3 },
      { tokens: undefined, cost_usd: 3 },
      { model: 'mystery', tokens: tokens(1, 1) },
    ]),
  ).toEqual([]);
  expect(savingsOf([{ tokens: tokens(million, 0), cost_usd: 10 }])).toMatchObject([{ exchanges: 1, costUsd: 10 }]);
});

test('the dearest model comes first', () => {
  const found = savingsOf([
    { model: 'big-mini', tokens: tokens(million, 0) },
    { model: 'plain', tokens: tokens(million, 0) },
  ]);
  expect(found.map(({ model }) => model)).toEqual(['plain', 'big-mini']);
});
