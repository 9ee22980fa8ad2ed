/**
 * Bundles everything that runs: scenarios for k6, their variants for a k6 without our extension, and the Node side.
 * `npm ci` runs it by itself (`prepare`).
 */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { writePrices } from './prices.mjs';

const root = path.dirname(fileURLToPath(import.meta.url));

/** Each virtual user holds its own copy, about 7 bytes of memory for each byte of source. */
const maxBundleBytes = 35_000;

const protocols = await registered('lib/protocols/index.ts');

/** What each virtual user loads where there are no workers. */
const vuClient = 'lib/k6/vu-client.ts';

/** What few virtual users need stays out of the others: lib/k6/once.ts says why. Of the protocols each loads one. */
const apart = [
  'lib/k6/once.ts',
  'lib/k6/directing.ts',
  'lib/k6/budget.ts',
  'lib/k6/plain-k6.ts',
  'lib/k6/stream-counts.ts',
  'lib/k6/watch-saturation.ts',
  vuClient,
  'lib/k6/probe-line.ts',
  'lib/k6/transports/fallback.ts',
  ...protocols,
];

/**
 * How a script is bundled for k6, with what is loaded apart left out of it. The benches take it from here, so that a
 * script weighs there what it weighs here.
 */
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
  target: 'es2022',
  // k6's JavaScript is ES2022 without asynchronous iteration and without import(): a bundle that keeps the former does
  // not start (exit 107), and the latter becomes require, which k6 has.
  supported: { 'async-generator': false, 'for-await': false, 'dynamic-import': false },
};

/** @param folder of what is loaded apart, from where it is loaded */
const loadedApart = (folder) => ({
  name: 'loaded-apart',
  setup(context) {
    context.onResolve({ filter: /\.ts$/ }, ({ kind, path: file, resolveDir }) => {
      const isApart = apart.includes(path.relative(root, path.resolve(resolveDir, file)).split(path.sep).join('/'));
      if (!isApart || (kind !== 'require-call' && kind !== 'dynamic-import')) return undefined;
      return { path: `${folder}/${path.basename(file, '.ts')}.js`, external: true };
    });
  },
});

/** Scripts into a folder, and what they load apart into `lib/` in it. Gives the metafiles of both. */
export async function bundleForK6(scripts, outdir, plugins = []) {
  const settings = (folder) => ({ ...k6Bundle, plugins: [...plugins, loadedApart(folder)] });
  const [whole, parts] = await Promise.all([
    build({ ...settings('./lib'), entryPoints: scripts, outdir }),
    build({ ...settings('.'), entryPoints: apart, entryNames: '[name]', outdir: path.join(outdir, 'lib') }),
  ]);
  return { scripts: whole.metafile, apart: parts.metafile };
}

/**
 * What the extension runs for all virtual users, into `lib/` in the folder of the scripts. It holds what they load apart,
 * for it cannot load anything; lib/k6/find-worker.ts reads the banner. Gives the metafile.
 */
export async function bundleWorker(outdir) {
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const { metafile } = await build({
    ...k6Bundle,
    format: 'cjs',
    entryPoints: ['lib/k6/worker.ts'],
    outdir: path.join(outdir, 'lib'),
    banner: { js: `/* k6-llm ${version} */` },
  });
  return metafile;
}

/** The files that a registry imports when asked for. */
async function registered(file) {
  const source = await readFile(path.join(root, file), 'utf8');
  return [...source.matchAll(/import\('\.\/([^']+)'\)/g)].map(([, name]) => `${path.dirname(file)}/${name}`);
}

const sizes = ({ outputs }, isWanted) =>
  Object.values(outputs)
    .filter(isWanted)
    .map(({ bytes }) => bytes);

/** k6 refuses a script whose import it cannot resolve, so a stock k6 gets its own bundle. */
const withoutExtension = {
  name: 'without-extension',
  setup(context) {
    context.onResolve({ filter: /^k6\/x\/sse$/ }, () => ({ path: path.join(root, 'lib/k6/no-extension.ts') }));
  },
};

async function buildAll() {
  const scenarios = (await readdir(path.join(root, 'scenarios')))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `scenarios/${file}`);

  const [full, stock, worker, node, prices] = await Promise.all([
    bundleForK6(scenarios, 'dist'),
    bundleForK6(scenarios, 'dist/stock', [withoutExtension]),
    bundleWorker('dist'),
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
    writePrices(),
  ]);

  for (const { scripts, apart: parts } of [full, stock]) {
    const [client] = sizes(parts, ({ entryPoint }) => entryPoint === vuClient);
    const protocol = Math.max(...sizes(parts, ({ entryPoint }) => protocols.includes(entryPoint)));
    for (const [file, output] of Object.entries(scripts.outputs)) {
      const hasClient = output.imports.some(({ path: part }) => part.endsWith(`/${path.basename(vuClient, '.ts')}.js`));
      const bytes = output.bytes + protocol + (hasClient ? client : 0);
      if (bytes > maxBundleBytes) {
        throw new Error(
          `${file} has ${bytes} bytes with what a virtual user loads without workers, above ${maxBundleBytes}: each pays for them`,
        );
      }
    }
  }
  const forK6 = [...[full, stock].flatMap(({ scripts, apart: parts }) => [scripts, parts]), worker];
  // The import rules are held over these by test/imports.test.ts.
  const inputs = { k6: Object.assign({}, ...forK6.map(({ inputs }) => inputs)), node: node.metafile.inputs };
  await writeFile(path.join(root, 'dist/metafile.json'), JSON.stringify(inputs));

  // Only after everything was built: a failed build leaves the last good one in place.
  const fresh = new Set(
    [...forK6, node.metafile].flatMap(({ outputs }) => Object.keys(outputs)).concat('dist/metafile.json', prices.file),
  );
  for (const file of await readdir(path.join(root, 'dist'), { recursive: true, withFileTypes: true })) {
    const name = path.relative(root, path.join(file.parentPath, file.name)).split(path.sep).join('/');
    if (file.isFile() && !fresh.has(name)) await rm(path.join(root, name));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAll();
