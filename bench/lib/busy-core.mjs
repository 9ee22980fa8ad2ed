import { spawn } from 'node:child_process';
import { onClientCore } from './cores.mjs';

/** Keeps the client's core busy with as many endless loops while the work is done. */
export async function withBusyCore(loops, work) {
  const [command, ...args] = onClientCore([process.execPath, '-e', 'for (;;);']);
  const running = Array.from({ length: loops }, () => spawn(command, args, { stdio: 'ignore' }));
  try {
    return await work();
  } finally {
    for (const one of running) one.kill();
  }
}
