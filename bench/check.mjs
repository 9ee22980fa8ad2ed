/**
 * `npm run bench:check`: a few ratios in about 2 minutes, beside those in bench/record.json. Prints a Markdown table; exit
 * code 1 when one is worse by more than its margin, 2 when it could not be measured.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isGood, judgeRatios } from './lib/judge-ratios.mjs';
import { shown } from './lib/shown.mjs';
import { root } from './lib/tools.mjs';

const record = JSON.parse(readFileSync(path.join(root, 'bench/record.json'), 'utf8'));
const recorded = record.benches.find(({ name }) => name === 'ratios')?.figures;
process.exitCode = recorded ? check() : notRecorded();

function check() {
  // `--quick` keeps this run out of the next record.
  const { status } = spawnSync(process.execPath, [path.join(root, 'bench/ratios.mjs'), '--quick'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) return 2;
  const judged = judgeRatios(recorded, newestResult());
  const lines = judged.map(
    ({ figure, recorded: before, allowed, now, status: found }) =>
      `| ${[figure, times(before), times(allowed), times(now), found === 'worse' ? '**worse**' : found].join(' | ')} |`,
  );
  process.stdout.write(`### What the tool costs, beside the record

| ratio | recorded | at most | now | |
| --- | --- | --- | --- | --- |
${lines.join('\n')}
`);
  return isGood(judged) ? 0 : 1;
}

function notRecorded() {
  process.stderr.write('bench/record.json holds no ratios: run `node bench/ratios.mjs` and `npm run bench:record`\n');
  return 2;
}

function newestResult() {
  const folder = path.join(root, 'results/bench');
  const file = readdirSync(folder)
    .filter((one) => one.startsWith('ratios-'))
    .sort()
    .at(-1);
  return JSON.parse(readFileSync(path.join(folder, file), 'utf8')).figures;
}

function times(value) {
  return value === undefined ? '–' : `${shown(value)} ×`;
}
