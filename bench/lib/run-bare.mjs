import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { onClientCore } from './cores.mjs';
import { program } from './tools.mjs';

/** Runs the bare Go client with the same load. */
export async function runBare(url, { streams, rounds, tokens, warmupMs, periodMs, reasoning, wave }, folder) {
  const usage = path.join(folder, 'bare-usage.json');
  const flags = ['-url', `${url}/v1/chat/completions`, '-streams', streams, '-rounds', rounds, '-tokens', tokens];
  flags.push('-warmup', `${warmupMs}ms`, '-period', `${periodMs}ms`, '-reasoning', reasoning, `-wave=${wave}`);
  const command = onClientCore([program('client'), ...flags.map(String)]);
  const child = spawn(program('usage'), [usage, ...command], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (text) => (said += text));
  await once(child, 'close');
  const used = JSON.parse(await readFile(usage, 'utf8'));
  if (used.exit_code !== 0) throw new Error(`the bare client ended with ${used.exit_code}`);
  const { streams: seen, start_up: startUp, total } = JSON.parse(said);
  return { streams: seen, startUp, total, used };
}
