import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onServerCore } from './cores.mjs';
import { program } from './tools.mjs';

/**
 * Starts the server of known timing, lets the work use it, stops it, and gives the work's result beside the truth: one
 * entry for each request by id, and when the first measured one came (in milliseconds since 1970).
 */
export async function withTruth({ ttftMs, gapMs }, work) {
  const folder = await mkdtemp(path.join(tmpdir(), 'k6-llm-bench-'));
  const log = path.join(folder, 'truth.jsonl');
  const [command, ...args] = onServerCore([
    program('server'),
    '-ttft',
    `${ttftMs}ms`,
    '-gap',
    `${gapMs}ms`,
    '-log',
    log,
  ]);
  const server = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [address] = await once(server.stdout, 'data');
    const result = await work(`http://${String(address).trim()}`, folder);
    const lines = (await readFile(log, 'utf8')).trim().split('\n');
    const truth = lines.map((line) => JSON.parse(line)).filter(({ id }) => !id.startsWith('warm-'));
    const begin = Math.min(...truth.map(({ accepted }) => accepted));
    return { ...result, begin, truth: new Map(truth.map((entry) => [entry.id, entry])) };
  } finally {
    server.kill();
    await rm(folder, { recursive: true, force: true });
  }
}
