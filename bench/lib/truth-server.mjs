import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onServerCore } from './cores.mjs';
import { program } from './tools.mjs';

/**
 * Starts the server of known timing, lets the work use it, stops it, and gives the work's result beside the truth: one
 * entry for each request by id, and when the first measured one came and the first of all (in milliseconds since 1970).
 * `entries` are the same, those included that came without an id.
 */
export async function withTruth({ ttftMs, gapMs, perFrame = 1, reasoning = 0, http = '1', lateMs = 3 }, work) {
  const folder = await mkdtemp(path.join(tmpdir(), 'k6-llm-bench-'));
  const log = path.join(folder, 'truth.jsonl');
  const flags = {
    ttft: `${ttftMs}ms`,
    gap: `${gapMs}ms`,
    'per-frame': perFrame,
    reasoning,
    http,
    late: `${lateMs}ms`,
    log,
  };
  const asFlags = Object.entries(flags).flatMap(([name, value]) => [`-${name}`, String(value)]);
  const [command, ...args] = onServerCore([program('server'), ...asFlags]);
  const server = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [address] = await once(server.stdout, 'data');
    const result = await work(`${http === '1' ? 'http' : 'https'}://${String(address).trim()}`, folder);
    const lines = (await readFile(log, 'utf8')).trim().split('\n');
    const all = lines.map((line) => JSON.parse(line));
    const truth = all.filter(({ id }) => !id.startsWith('warm-'));
    const begin = earliest(truth);
    const byId = new Map(truth.map((entry) => [entry.id, entry]));
    return { ...result, begin, firstRequest: earliest(all), entries: truth, truth: byId };
  } finally {
    server.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

const earliest = (entries) => entries.reduce((least, { accepted }) => Math.min(least, accepted), Infinity);
