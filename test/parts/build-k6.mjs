import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { root } from './root.mjs';

/**
 * Builds k6 with the extension once, before the tests that start it; a later run finds it in the cache. `K6_BIN` names
 * one that is to be tested instead.
 */
export async function buildK6() {
  if (process.env.K6_BIN) {
    console.log(`K6_BIN=${process.env.K6_BIN}`);
    return { passed: 1, failed: 0 };
  }
  try {
    const built = promisify(execFile)(process.execPath, ['cli/k6-llm.mjs', 'build-k6'], { cwd: root });
    built.child.stderr.pipe(process.stderr);
    const path = (await built).stdout.trim().split('\n').at(-1);
    console.log(path);
    process.env.K6_BIN = path;
    return { passed: 1, failed: 0 };
  } catch (error) {
    console.error(`k6 could not be built: exit code ${error.code}`);
    return { passed: 0, failed: 1 };
  }
}
