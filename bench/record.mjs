/**
 * `npm run bench:record [-- --only=name,name]`: the newest results of each bench → bench/record.json, docs/accuracy.md
 * and its charts. What has no newer result stays as it was recorded.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { accuracyPage } from './lib/accuracy-page.mjs';
import { benches } from './lib/benches.mjs';
import { flag } from './lib/flags.mjs';
import { lineChart } from './lib/line-chart.mjs';
import { mergeRuns } from './lib/merge-runs.mjs';
import { newestSession } from './lib/newest-session.mjs';
import { root } from './lib/tools.mjs';

const file = path.join(root, 'bench/record.json');
const folder = path.join(root, 'results/bench');
const only = flag('only')?.split(',');

const recorded = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).benches : [];
const results = (existsSync(folder) ? readdirSync(folder) : [])
  .filter((one) => one.endsWith('.json'))
  .sort()
  .map((one) => JSON.parse(readFileSync(path.join(folder, one), 'utf8')));

/** A bench outside the list, such as one of peers, is recorded when it is asked for by name, and then stays. */
const names = [...new Set([...benches, ...recorded.map(({ name }) => name), ...(only ?? [])])];

const merged = names.flatMap((name) => {
  const before = recorded.find((one) => one.name === name);
  if (only && !only.includes(name)) return before ?? [];
  const runs = newestSession(results.filter((one) => one.name === name));
  if (runs.length === 0 && only)
    throw new Error(`no full result of ${name} under ${folder}: run node bench/${name}.mjs`);
  if (runs.length === 0 && !before) process.stderr.write(`${name}: no result yet, left out\n`);
  return runs.length > 0 && !(before?.at > runs.at(-1).at) ? mergeRuns(runs) : (before ?? []);
});

writeFileSync(file, `${JSON.stringify({ benches: merged }, null, 2)}\n`);
writeFileSync(path.join(root, 'docs/accuracy.md'), accuracyPage({ benches: merged }));

const pictures = path.join(root, 'docs/accuracy');
rmSync(pictures, { recursive: true, force: true });
mkdirSync(pictures, { recursive: true });
for (const chart of merged.flatMap(({ charts = [] }) => charts))
  writeFileSync(path.join(pictures, `${chart.file}.svg`), lineChart(chart));
