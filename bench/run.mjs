/** `npm run bench [-- --quick] [-- --repeat=3] [-- --only=name,name]`: every bench in turn, so that what else runs on the machine meets all alike. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { benches } from './lib/benches.mjs';
import { flag } from './lib/flags.mjs';
import { root } from './lib/tools.mjs';

const repeat = Number(flag('repeat') ?? 1);
const passed = process.argv.filter((one) => one === '--quick');
const only = flag('only')?.split(',') ?? benches;
const session = new Date().toISOString();
let failed = false;

for (let i = 0; i < repeat; i++) {
  for (const name of only) {
    const { status } = spawnSync(process.execPath, [path.join(root, 'bench', `${name}.mjs`), ...passed], {
      stdio: 'inherit',
      // What ran together is recorded together.
      env: { ...process.env, BENCH_SESSION: session },
    });
    failed ||= status !== 0;
  }
}
process.exitCode = failed ? 1 : 0;
