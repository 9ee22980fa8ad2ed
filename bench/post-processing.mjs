/**
 * How long `k6-llm cost` and `k6-llm gate` take over the results of a run, in how much memory, beside jq and a loop in
 * Python: of 1 and of 10 million points (0.25 and 2.5 GB). It makes the results itself, in the temporary folder, and removes
 * them. `--quick` leaves the 10 million out. jq and Python are left out where they are not installed.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bench } from './lib/bench.mjs';
import { onAllCores } from './lib/cores.mjs';
import { writeResults } from './lib/results-file.mjs';
import { program, root } from './lib/tools.mjs';

const inLib = (file) => path.join(root, 'bench/lib', file);
const cli = [process.execPath, path.join(root, 'cli/k6-llm.mjs')];
const has = (program) => spawnSync(program, ['--version']).status === 0;

await bench(
  'post-processing',
  'The results of a long run read by k6-llm, jq and Python, on two cores',
  async (quick) => {
    const figures = [];
    for (const millions of quick ? [1] : [1, 10]) {
      const folder = mkdtempSync(path.join(tmpdir(), 'k6-llm-bench-'));
      try {
        figures.push(...(await measure(folder, millions)));
      } finally {
        rmSync(folder, { recursive: true });
      }
    }
    return figures;
  },
);

async function measure(folder, millions) {
  const files = { plain: path.join(folder, 'results.json'), packed: path.join(folder, 'results.json.gz') };
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < millions * 400e6)
    throw new Error(
      `${folder} has not the ${millions * 0.4} GB free that this bench needs for its results; set TMPDIR`,
    );
  const made = await writeResults({ ...files, points: millions * 1e6 });
  // Into the page cache, for all alike.
  await use('warm', folder, ['cat', files.plain]);

  const readers = {
    'k6-llm cost, plain': await cost('plain', folder, files.plain, made),
    'k6-llm cost, packed': await cost('packed', folder, files.packed, made),
    'k6-llm gate, plain': await gate('gate', folder, files.plain, made),
    'k6-llm gate, packed': await gate('gate-packed', folder, files.packed, made),
  };
  if (has('jq')) {
    const jq = await use('jq', folder, ['jq', '-nc', '-f', inLib('cost-by-model.jq'), files.plain]);
    same(JSON.parse(jq.said)['gpt-4o'], made, 'jq');
    readers['jq, plain'] = jq;
  }
  if (has('python3')) {
    const loop = await use('python', folder, ['python3', inLib('cost-by-model.py'), files.plain]);
    same(JSON.parse(loop.said)['gpt-4o'], made, 'the Python loop');
    readers['json loop in Python, plain'] = loop;
  }

  // The limits are for 10 million points: of 1 million, a third of the time is start-up.
  const limit = millions === 10;
  const size = `${millions} million points`;
  const quicker = (other, atLeast) =>
    readers[other] && {
      figure: `${other} ÷ k6-llm cost, ${size}`,
      value: readers[other].wall_ms / readers['k6-llm cost, plain'].wall_ms,
      unit: '×',
      ...(limit && { atLeast }),
    };
  return [
    quicker('json loop in Python, plain', 4),
    quicker('jq, plain'),
    ...Object.entries(readers).flatMap(([name, { wall_ms, max_rss_mb }]) => [
      {
        figure: `${name}, ${size}`,
        value: wall_ms / 1000,
        unit: 's',
        ...(limit && name.startsWith('k6-llm cost') && { limit: 20 }),
        note: `${Math.round(made.points / wall_ms)} points a millisecond`,
      },
      {
        figure: `${name}, most memory, ${size}`,
        value: max_rss_mb,
        unit: 'MB',
        ...(name.startsWith('k6-llm') && { limit: 350 }),
      },
    ]),
  ].filter((figure) => figure !== undefined);
}

async function cost(name, folder, file, made) {
  const used = await use(name, folder, [...cli, 'cost', file, '--json']);
  const { finished, exact } = JSON.parse(used.said);
  if (!exact || finished.exchanges !== made.exchanges) throw new Error(`not all was read: ${used.said}`);
  same(finished.costUsd, made, 'k6-llm cost');
  return used;
}

/** By an SLO on the rows, one on the points and one on a sum; the answer tells of how many requests it is. */
async function gate(name, folder, file, made) {
  const policy = path.join(folder, 'policy.json');
  const json = path.join(folder, `${name}.json`);
  const slos = ['ttft.p95 < 1000ms', 'failures < 1%', `cost.total < ${made.usd * 2}`];
  writeFileSync(policy, JSON.stringify({ slos }));
  const used = await use(name, folder, [...cli, 'gate', file, '--config', policy, '--json', json]);
  const [{ objectives }] = JSON.parse(readFileSync(json, 'utf8')).scenarios;
  const spent = objectives.find(({ name: slo }) => slo.startsWith('cost.total'));
  same(spent?.actual, made, 'k6-llm gate');
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
