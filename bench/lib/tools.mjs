/** What the benches run, built once: the Go programs, k6, the scripts. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleForK6, bundleWorker } from '../../build.mjs';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const built = path.join(root, 'bench/build');

/** The k6 that is measured. */
export const k6Binary = process.env.K6_BIN ?? path.join(root, 'bin/k6');

export const program = (name) => path.join(built, name);
export const script = (name) => path.join(built, `${name}.js`);

export async function prepare() {
  if (!existsSync(k6Binary))
    throw new Error(`${k6Binary} is not there: build it with \`npx k6-llm build-k6\`, or set K6_BIN`);
  mkdirSync(built, { recursive: true });
  execFileSync('go', ['build', '-o', `${built}/`, './...'], { cwd: path.join(root, 'bench/truth'), stdio: 'inherit' });
  await bundle();
}

/** As build.mjs does it, so that a script weighs here what it weighs there. */
async function bundle() {
  const scripts = { ramp: 'scenarios/ramp.ts', poisson: 'scenarios/poisson.ts' };
  for (const name of ['library', 'usual', 'empty']) scripts[name] = `bench/k6/${name}.js`;
  const folder = path.relative(root, built);
  await bundleForK6(scripts, folder);
  await bundleWorker(folder);
}
