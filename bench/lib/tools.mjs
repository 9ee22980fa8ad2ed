/** What the benches run, built once: the Go programs, k6, the scripts. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

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
  const common = {
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    external: ['k6', 'k6/*'],
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
    target: 'es2022',
    supported: { 'async-generator': false, 'for-await': false },
  };
  const loadedApart = {
    name: 'loaded-apart',
    setup(context) {
      context.onResolve({ filter: /\/(once|fallback)\.ts$/ }, ({ kind, path: file }) =>
        kind === 'require-call' ? { path: `./lib/${path.basename(file, '.ts')}.js`, external: true } : undefined,
      );
    },
  };
  const ours = { ramp: 'scenarios/ramp.ts', poisson: 'scenarios/poisson.ts', library: 'bench/k6/library.js' };
  const others = { usual: 'bench/k6/usual.js', empty: 'bench/k6/empty.js' };
  await Promise.all([
    build({ ...common, entryPoints: { ...ours, ...others }, outdir: built, plugins: [loadedApart] }),
    build({
      ...common,
      entryPoints: ['lib/k6/once.ts', 'lib/k6/transports/fallback.ts'],
      entryNames: '[name]',
      outdir: path.join(built, 'lib'),
    }),
  ]);
}
