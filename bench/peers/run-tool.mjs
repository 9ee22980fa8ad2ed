import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { onClientCore } from '../lib/cores.mjs';
import { program } from '../lib/tools.mjs';
import { sessionCpu } from './session-cpu.mjs';

/**
 * Runs a tool on the client's core, in a session of its own, so that its child processes are found and counted too.
 * Gives what it said, its exit code and its CPU: of the whole run, and until an instant. A tool that does not end in
 * time is ended, and has no exit code.
 */
export async function runTool({ argv, env }, { folder, limitMs }) {
  const usage = path.join(folder, 'usage.json');
  const child = spawn(program('usage'), [usage, ...onClientCore(argv)], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, K6_NO_USAGE_REPORT: 'true', ...env },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  const cpu = sessionCpu(child.pid);
  const ended = new AbortController();
  const limit = setTimeout(() => {
    ended.abort();
    process.kill(-child.pid, 'SIGKILL');
  }, limitMs);
  await once(child, 'close');
  clearTimeout(limit);
  cpu.stop();
  if (ended.signal.aborted) return { said, exitCode: undefined };
  const used = JSON.parse(await readFile(usage, 'utf8'));
  return { said, exitCode: used.exit_code, wholeMs: used.user_ms + used.sys_ms, untilMs: cpu.untilMs };
}
