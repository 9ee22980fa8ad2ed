/** The frame of every bench: flags in, a small table and JSON out. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { moveToServerCore } from './cores.mjs';
import { loadWatch, machine } from './machine.mjs';
import { shown } from './shown.mjs';
import { prepare, root } from './tools.mjs';

/**
 * Runs one bench. `measure(quick)` gives its figures, each `{ figure, value, unit, limit?, note? }`; a figure above its
 * limit is missed. The JSON goes to results/bench/<name>.json, where record.mjs reads it.
 */
export async function bench(name, about, measure) {
  const quick = process.argv.includes('--quick');
  process.stderr.write(`${name}: ${about}${quick ? ' (quick)' : ''}\n`);
  await prepare();
  moveToServerCore();
  const watched = loadWatch();
  const figures = await measure(quick);
  const result = { name, about, quick, at: new Date().toISOString(), machine: machine(), ...watched(), figures };
  for (const { figure, value, unit, limit, note } of figures) {
    const verdict = limit === undefined ? '' : value <= limit ? `≤ ${limit} kept` : `≤ ${limit} MISSED`;
    process.stdout.write(
      `  ${figure.padEnd(52)} ${shown(value).padStart(9)} ${unit.padEnd(8)} ${verdict} ${note ?? ''}\n`,
    );
  }
  const folder = path.join(root, 'results/bench');
  mkdirSync(folder, { recursive: true });
  const stamp = result.at.replace(/[:.]/g, '-');
  writeFileSync(path.join(folder, `${name}-${stamp}.json`), `${JSON.stringify(result, null, 2)}\n`);
}
