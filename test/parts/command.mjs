import { spawn } from 'node:child_process';
import { environment, root } from './root.mjs';

/**
 * Runs a program with its output on ours and waits for its end.
 *
 * @returns {Promise<number>} its exit code; 1 when it could not be started or was killed
 */
export function exitCode(program, args, { cwd = root, env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...environment, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.on('error', (error) => {
      console.error(`${program}: ${error.message}`);
      resolve(1);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** A program as one test: it passes with exit code 0. */
export async function runCommand(program, args, options) {
  const code = await exitCode(program, args, options);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}
