import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Row } from '../../../lib/measure/row.ts';
import { runInProcess } from '../fake-io.ts';
import { exchangeLines, file } from '../results/recorded-points.ts';
import { tempFolder } from '../temp-folder.ts';

async function costOf(rows: Partial<Row>[], ...flags: string[]): Promise<string> {
  const folder = tempFolder();
  const lines = rows.flatMap((fields, i) => exchangeLines({ id: String(i), ...fields }));
  writeFileSync(path.join(folder, 'results.json'), file(...lines));
  const { stdout, stderr } = await runInProcess(['cost', 'results.json', ...flags], {}, folder);
  expect(stderr).toBe('');
  return stdout;
}

/** 1000 × 200 input and 150 output tokens: the article's $2.00 on gpt-4o. */
const article = (fields: Partial<Row>): Partial<Row>[] =>
  Array.from({ length: 1000 }, () => ({
    model: 'gpt-4o',
    tokens: { input: 200, output: 150, source: 'usage' },
    ...fields,
  }));

test('what the run would have cost on a smaller model, and with half the output', async () => {
  const stdout = await costOf(article({ cost_usd: 0.002 }));
  expect(stdout).toMatch(/with gpt-4o-mini +\$0\.12 in place of \$2\.00, 94 % less, with as many tokens/);
  expect(stdout).toMatch(/with half the output +\$1\.25 in place of \$2\.00, 38 % less/);
  expect(stdout).not.toContain('saved by caches');
});

test('what caches saved: cached tokens × (price of input − price of cached input)', async () => {
  const tokens: Row['tokens'] = { input: 200, cached: 100, output: 150, source: 'usage' };
  // 0.1 million × ($2.50 − $1.25)
  expect(await costOf(article({ cost_usd: 0.001875, tokens }))).toMatch(
    /saved by caches +\$0\.13, by 100000 cached tokens/,
  );
});

test('with prices of our own, and as JSON', async () => {
  const { savings } = JSON.parse(await costOf(article({ model: 'mine' }), '--price', '10/10/1', '--json'));
  expect(savings).toEqual([
    { model: 'mine', exchanges: 1000, costUsd: 3.5, halfOutputUsd: 2.75, smaller: [], cachedTokens: 0 },
  ]);
});

test('nothing is said of what was paid at a price that is not known here', async () => {
  const stdout = await costOf(article({ cost_usd: 0.1 }));
  expect(stdout).toContain('$100.00');
  expect(stdout).not.toMatch(/with gpt-4o-mini|half the output/);
});
