import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parsePriceTable } from '../lib/cost/parse-price-table.ts';
import type { PriceTable } from '../lib/cost/price-table.ts';
import { distFolder } from './root.ts';

/** The list prices that this build of k6-llm came with. */
export async function readPriceTable(): Promise<PriceTable> {
  return parsePriceTable(await readFile(path.join(distFolder, 'lib/prices.json'), 'utf8'));
}
