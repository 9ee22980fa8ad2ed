/**
 * Bundles everything that runs: scenarios for k6, their variants for a k6 without our extension, and the Node side.
 * `npm ci` runs it by itself (`prepare`).
 */
import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = path.dirname(fileURLToPath(import.meta.url));

/** Each virtual user holds its own copy, about 7 bytes of memory for each byte of source. */
const maxBundleBytes = 35_000;

/** k6's JavaScript is ES2022 without asynchronous iteration: a bundle that keeps it does not start (exit 107). */
const k6Target = { target: 'es2022', supported: { 'async-generator': false, 'for-await': false } };

const k6Bundle = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  platform: 'neutral',
  external: ['k6', 'k6/*'],
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  ...k6Target,
};

/** What few virtual users need stays out of the others: lib/k6/once.ts says why. */
const apart = ['lib/k6/once.ts', 'lib/k6/directing.ts', 'lib/k6/transports/fallback.ts'];

const loadedApart = {
  name: 'loaded-apart',
  setup(context) {
    context.onResolve({ filter: /\/(once|directing|fallback)\.ts$/ }, ({ kind, path: file }) =>
      kind === 'require-call' ? { path: `./lib/${path.basename(file, '.ts')}.js`, external: true } : undefined,
    );
  },
};

/** k6 refuses a script whose import it cannot resolve, so a stock k6 gets its own bundle. */
const withoutExtension = {
  name: 'without-extension',
  setup(context) {
    context.onResolve({ filter: /^k6\/x\/sse$/ }, () => ({ path: path.join(root, 'lib/k6/no-extension.ts') }));
  },
};

const scenarios = (await readdir(path.join(root, 'scenarios')))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => `scenarios/${file}`);

const ours = { ...k6Bundle, plugins: [loadedApart] };
const withStock = { ...k6Bundle, plugins: [withoutExtension, loadedApart] };

const [full, fullApart, stock, stockApart, node] = await Promise.all([
  build({ ...ours, entryPoints: scenarios, outdir: 'dist' }),
  build({ ...ours, entryPoints: apart, entryNames: '[name]', outdir: 'dist/lib' }),
  build({ ...withStock, entryPoints: scenarios, outdir: 'dist/stock' }),
  build({ ...withStock, entryPoints: apart, entryNames: '[name]', outdir: 'dist/stock/lib' }),
  build({
    absWorkingDir: root,
    entryPoints: { cli: 'cli/bin.ts', docs: 'docs/generate.ts' },
    outdir: 'dist',
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
    metafile: true,
  }),
]);

for (const { metafile } of [full, stock]) {
  for (const [file, output] of Object.entries(metafile.outputs)) {
    if (output.bytes > maxBundleBytes) {
      throw new Error(
        `${file} has ${output.bytes} bytes, above ${maxBundleBytes}: every virtual user pays for each of them`,
      );
    }
  }
}
// The import rules are held over these by test/imports.test.ts.
const inputs = {
  k6: Object.assign({}, ...[full, fullApart, stock, stockApart].map(({ metafile }) => metafile.inputs)),
  node: node.metafile.inputs,
};
await writeFile(path.join(root, 'dist/metafile.json'), JSON.stringify(inputs));

// Only after everything was built: a failed build leaves the last good one in place.
const fresh = new Set(
  [full, fullApart, stock, stockApart, node]
    .flatMap(({ metafile }) => Object.keys(metafile.outputs))
    .concat('dist/metafile.json'),
);
for (const file of await readdir(path.join(root, 'dist'), { recursive: true, withFileTypes: true })) {
  const name = path.relative(root, path.join(file.parentPath, file.name)).split(path.sep).join('/');
  if (file.isFile() && !fresh.has(name)) await rm(path.join(root, name));
}
