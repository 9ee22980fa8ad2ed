import { spawn } from 'node:child_process';

/**
 * Asks a process to end when this one dies without having done so (SIGKILL, a crash): nobody would be left to stop it.
 * A small shell holds the other end of a pipe; the kernel closes ours whatever happens.
 *
 * @returns calls it off
 */
export function endWithUs(pid: number): () => void {
  const watch = spawn('sh', ['-c', 'read -r over || kill -INT "$1"', 'sh', String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // In its own group, it outlives what kills ours.
    detached: true,
  });
  // Best effort: a system without sh has no such guard.
  watch.on('error', () => {});
  watch.stdin.on('error', () => {});
  watch.unref();
  return () => watch.stdin.end('over\n');
}
