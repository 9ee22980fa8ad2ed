/**
 * How long `k6-llm cost` takes over the results of a long run, in how much memory, and how often a loop in Python takes
 * as long. It makes its results itself, in the temporary folder, and removes them. `--quick` takes 1 million points in
 * place of 10 (2.6 GB).
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bench } from './lib/bench.mjs';
import { onAllCores } from './lib/cores.mjs';
import { writeResults } from './lib/results-file.mjs';
import { program, root } from './lib/tools.mjs';

const python = ['python3', path.join(root, 'bench/lib/cost-by-model.py')];

await bench('post-processing', 'k6-llm cost over the results of a long run, on two cores', async (quick) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'k6-llm-bench-'));
  try {
    return await measure(folder, quick);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

async function measure(folder, quick) {
  const millions = quick ? 1 : 10;
  const files = { plain: path.join(folder, 'results.json'), packed: path.join(folder, 'results.json.gz') };
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < millions * 400e6)
    throw new Error(
      `${folder} has not the ${millions * 0.4} GB free that this bench needs for its results; set TMPDIR`,
    );
  const made = await writeResults({ ...files, points: millions * 1e6 });
  // Into the page cache, for all alike.
  await use('warm', folder, ['cat', files.plain]);

  const plain = await cost('plain', folder, files.plain, made);
  const packed = await cost('packed', folder, files.packed, made);
  const figures = [
    limited(!quick, { figure: 'time, plain', value: plain.wall_ms / 1000, unit: 's', limit: 20 }),
    limited(!quick, { figure: 'time, packed', value: packed.wall_ms / 1000, unit: 's', limit: 20 }),
    { figure: 'most memory, plain', value: plain.max_rss_mb, unit: 'MB', limit: 350 },
    { figure: 'most memory, packed', value: packed.max_rss_mb, unit: 'MB', limit: 350 },
    { figure: 'points', value: made.points / 1e6, unit: 'million', note: `${(made.bytes / 1e9).toFixed(2)} GB` },
  ];
  if (spawnSync('python3', ['--version']).status !== 0) return figures;
  const loop = await use('python', folder, [...python, files.plain]);
  same(JSON.parse(loop.said)['gpt-4o'], made, 'the Python loop');
  const cpu = ({ user_ms, sys_ms }) => user_ms + sys_ms;
  return [
    limited(!quick, {
      figure: 'json loop in Python ÷ k6-llm cost, plain',
      value: loop.wall_ms / plain.wall_ms,
      unit: '×',
      atLeast: 4,
    }),
    { figure: 'the same by CPU', value: cpu(loop) / cpu(plain), unit: '×' },
    ...figures,
    { figure: 'time of the json loop in Python, plain', value: loop.wall_ms / 1000, unit: 's' },
  ];
}

/** The limits are for 10 million points: of 1 million, a third of the time is start-up. */
function limited(holds, { limit, atLeast, ...figure }) {
  return holds ? { ...figure, limit, atLeast } : figure;
}

async function cost(name, folder, file, made) {
  const used = await use(name, folder, [process.execPath, path.join(root, 'cli/k6-llm.mjs'), 'cost', file, '--json']);
  const { finished, exact } = JSON.parse(used.said);
  if (!exact || finished.exchanges !== made.exchanges) throw new Error(`not all was read: ${used.said}`);
  same(finished.costUsd, made, 'k6-llm cost');
  return used;
}

/** A wrong answer is not measured. */
function same(usd, made, who) {
  if (Math.abs(usd - made.usd) > 1e-6 * made.usd) throw new Error(`${who} says $${usd}, and $${made.usd} is right`);
}

async function use(name, folder, command) {
  const usage = path.join(folder, `${name}-usage.json`);
  const child = spawn(program('usage'), [usage, ...onAllCores(command)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (text) => {
    if (name !== 'warm') said += text;
  });
  await once(child, 'close');
  const used = JSON.parse(readFileSync(usage, 'utf8'));
  if (used.exit_code !== 0) throw new Error(`${command.join(' ')} ended with ${used.exit_code}`);
  return { ...used, said };
}
