/** `npm run bench [-- --quick] [-- --repeat=3]`: every bench in turn, so that what else runs on the machine meets all alike. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { benches } from './lib/benches.mjs';
import { root } from './lib/tools.mjs';

const flags = process.argv.slice(2);
const repeat = Number(flags.find((flag) => flag.startsWith('--repeat='))?.slice('--repeat='.length) ?? 1);
const passed = flags.filter((flag) => flag === '--quick');
let failed = false;

for (let i = 0; i < repeat; i++) {
  for (const name of benches) {
    const { status } = spawnSync(process.execPath, [path.join(root, 'bench', `${name}.mjs`), ...passed], {
      stdio: 'inherit',
    });
    failed ||= status !== 0;
  }
}
process.exitCode = failed ? 1 : 0;
