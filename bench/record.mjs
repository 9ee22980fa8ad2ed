/** `npm run bench:record`: the last results of every bench → bench/record.json and docs/accuracy.md. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { accuracyPage } from './lib/accuracy-page.mjs';
import { benches } from './lib/benches.mjs';
import { median } from './lib/statistics.mjs';
import { root } from './lib/tools.mjs';

const folder = path.join(root, 'results/bench');
const results = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')))
  .filter(({ quick }) => !quick);

/** Several runs of one bench → the median of each figure, and how far the runs lie apart. */
function summarise(name) {
  const runs = results.filter((result) => result.name === name);
  const last = runs.at(-1);
  if (last === undefined) throw new Error(`no result of ${name} under ${folder}: run \`npm run bench\` first`);
  const figures = last.figures.map(({ figure, unit, limit, atLeast, note }) => {
    const values = runs.flatMap((run) => run.figures.filter((one) => one.figure === figure).map(({ value }) => value));
    return {
      figure,
      unit,
      limit,
      atLeast,
      note,
      value: median(values),
      least: Math.min(...values),
      most: Math.max(...values),
    };
  });
  const loads = runs.map(({ loadBefore }) => loadBefore);
  return {
    name,
    about: last.about,
    ...(last.simulated && { simulated: true }),
    runs: runs.length,
    load: { least: Math.min(...loads), most: Math.max(...loads) },
    figures,
  };
}

const record = {
  date: results.at(-1)?.at.slice(0, 10),
  machine: results.at(-1)?.machine,
  benches: benches.map(summarise),
};
writeFileSync(path.join(root, 'bench/record.json'), `${JSON.stringify(record, null, 2)}\n`);
writeFileSync(path.join(root, 'docs/accuracy.md'), accuracyPage(record));
