import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { onClientCore } from './cores.mjs';
import { program } from './tools.mjs';

/** Runs the bare Go client with the same load. */
export async function runBare(url, { streams, rounds, tokens, warmupMs, periodMs }) {
  const flags = ['-url', `${url}/v1/chat/completions`, '-streams', streams, '-rounds', rounds, '-tokens', tokens];
  flags.push('-warmup', `${warmupMs}ms`, '-period', `${periodMs}ms`);
  const [command, ...args] = onClientCore([program('client'), ...flags.map(String)]);
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (text) => (said += text));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`the bare client ended with ${code}`);
  const { streams: seen, start_up: startUp, total } = JSON.parse(said);
  return { streams: seen, startUp, total };
}
