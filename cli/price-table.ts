import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { PriceTable } from '../lib/cost/price-table.ts';
import { distFolder } from './root.ts';

/** The list prices that this build of k6-llm came with. */
export async function readPriceTable(): Promise<PriceTable> {
  return JSON.parse(await readFile(path.join(distFolder, 'lib/prices.json'), 'utf8')) as PriceTable;
}
