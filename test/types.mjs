/**
 * Type-checks every zone: each folder with a tsconfig.json sees the types of its own runtime and of no other, so that
 * `fetch` in a k6 script or `__ENV` in the CLI is an error.
 */
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const tsc = path.join(root, 'node_modules/.bin/tsc');

/** As many at once as the smallest CI machine has cores. */
const atOnce = 2;

const zones = (await readdir(root, { recursive: true, withFileTypes: true }))
  .filter(
    ({ name, parentPath }) => name === 'tsconfig.json' && !/(^|[/\\])(node_modules|dist)([/\\]|$)/.test(parentPath),
  )
  .map(({ parentPath }) => path.relative(root, parentPath))
  // The root's own file is what the others extend; it lists no files.
  .filter((zone) => zone !== '')
  .sort();

/** @returns {Promise<boolean>} whether the zone is free of errors */
function check(zone) {
  return new Promise((resolve) => {
    execFile(
      tsc,
      ['--project', zone, '--pretty', 'false'],
      { cwd: root, maxBuffer: 64 << 20 },
      (error, stdout, stderr) => {
        const said = `${stdout}${stderr}`.trim();
        // A zone whose files are still to come is no error.
        const empty = /error TS18003/.test(said);
        console.log(`${error && !empty ? '✗' : '✓'} ${zone}${said && !empty ? `\n${said}` : ''}`);
        resolve(!error || empty);
      },
    );
  });
}

const queue = [...zones];
const results = [];
await Promise.all(
  Array.from({ length: atOnce }, async () => {
    for (let zone = queue.shift(); zone !== undefined; zone = queue.shift()) results.push(await check(zone));
  }),
);
process.exitCode = results.every(Boolean) ? 0 : 1;
