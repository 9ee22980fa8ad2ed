/** What the simulator's settings come to, by its own arithmetic: TypeScript, which this Node does not run as it is. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { built, root } from './tools.mjs';

export async function simulatorTruth() {
  const outdir = path.join(built, 'simulator');
  await build({
    absWorkingDir: root,
    entryPoints: ['simulator/knee-users.ts', 'simulator/config.ts'],
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
  });
  const load = (name) => import(pathToFileURL(path.join(outdir, `${name}.mjs`)));
  const [{ kneeUsers }, { resolveConfig }] = await Promise.all([load('knee-users'), load('config')]);
  return { kneeUsers: (settings, load) => kneeUsers(resolveConfig(settings), load) };
}
