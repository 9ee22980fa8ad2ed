import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { onClientCore } from './cores.mjs';
import { readRows } from './rows.mjs';
import { k6Binary, program, script } from './tools.mjs';

/** k6 ends with these when a threshold was crossed or not: the bench asks for figures, not for a verdict. */
const ran = [0, 99];

/**
 * Runs a script of bench/k6 and says what the k6 process used. `record` names the output that writes the points of the
 * run, from which the rows are read: `points`, as the CLI asks for it, or k6's own `json`.
 */
export async function runK6({ name, env, folder, record }) {
  const usage = path.join(folder, `${name}-usage.json`);
  const out = path.join(folder, `${name}.json.gz`);
  const k6 = [k6Binary, 'run', '--quiet', ...(record ? ['--out', `${record}=${out}`] : []), script(name)];
  const child = spawn(program('usage'), [usage, ...onClientCore(k6)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, K6_NO_USAGE_REPORT: 'true', ...env },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  await once(child, 'close');
  const used = JSON.parse(await readFile(usage, 'utf8'));
  if (!ran.includes(used.exit_code)) throw new Error(`k6 ended with ${used.exit_code}:\n${said.slice(-4000)}`);
  return { used, said, rows: record ? await readRows(out) : [] };
}
