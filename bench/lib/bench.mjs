/** The frame of every bench: flags in, a small table and JSON out. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { moveToServerCore } from './cores.mjs';
import { loadWatch, machine } from './machine.mjs';
import { cellOf, goalOf, isMissed, shown } from './shown.mjs';
import { prepare, root } from './tools.mjs';
import { versions } from './versions.mjs';

/**
 * Runs one bench. `measure(quick)` gives its figures, each `{ figure, value, unit, limit?, atLeast?, note? }`; a figure
 * above its limit, or below what it should be at least, is missed. Where it gives `{ figures, tables, charts }`, the page
 * shows those too: a table is `{ title, note?, columns, rows: [{ label, cells }] }`, a chart what lib/line-chart.mjs takes,
 * and its `file`. The JSON goes to results/bench/<name>.json, where
 * record.mjs reads it. A bench that is `simulated` needs no k6, and what else runs changes nothing in it.
 */
export async function bench(name, about, measure, { simulated = false } = {}) {
  const quick = process.argv.includes('--quick');
  process.stderr.write(`${name}: ${about}${quick ? ' (quick)' : ''}\n`);
  if (!simulated) await prepare();
  moveToServerCore();
  const watched = loadWatch();
  const measured = await measure(quick);
  const { figures: all, ...shownToo } = Array.isArray(measured) ? { figures: measured } : measured;
  // What nobody saw is no figure.
  const figures = all.filter(({ value }) => Number.isFinite(value));
  const result = {
    name,
    about,
    quick,
    simulated,
    at: new Date().toISOString(),
    session: process.env.BENCH_SESSION,
    machine: machine(),
    versions: versions(),
    ...watched(),
    figures,
    ...shownToo,
  };
  for (const one of figures) {
    const { figure, value, unit, note = '' } = one;
    const goal = goalOf(one);
    const verdict = goal === undefined ? '' : `${goal} ${isMissed(one) ? 'MISSED' : 'kept'}`;
    process.stdout.write(`  ${figure.padEnd(52)} ${shown(value).padStart(9)} ${unit.padEnd(8)} ${verdict} ${note}\n`);
  }
  for (const { title, columns, rows } of shownToo.tables ?? []) {
    process.stdout.write(`\n  ${title}\n  ${columns.join(' | ')}\n`);
    for (const { label, cells } of rows) process.stdout.write(`  ${[label, ...cells.map(cellOf)].join(' | ')}\n`);
  }
  const folder = path.join(root, 'results/bench');
  mkdirSync(folder, { recursive: true });
  const stamp = result.at.replace(/[:.]/g, '-');
  writeFileSync(path.join(folder, `${name}-${stamp}.json`), `${JSON.stringify(result, null, 2)}\n`);
}
