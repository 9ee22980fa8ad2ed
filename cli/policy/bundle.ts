import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { BuildFailure, BuildOptions, Plugin } from 'esbuild';
import { wrongUse } from '../cli-error.ts';
import { packageFolder } from '../root.ts';

/** One file and what it imports → one ES module. Throws a wrong use with file and line for what does not bundle. */
export async function bundle(file: string, name: string, options: BuildOptions): Promise<string> {
  // Most commands bundle nothing.
  const { build } = await import('esbuild');
  try {
    const { outputFiles } = await build({
      entryPoints: [file],
      absWorkingDir: path.dirname(file),
      bundle: true,
      format: 'esm',
      write: false,
      logLevel: 'silent',
      plugins: [ourselves],
      ...options,
    });
    return outputFiles?.[0]?.text ?? '';
  } catch (error) {
    const [first] = (error as Partial<BuildFailure>).errors ?? [];
    if (first === undefined) throw error;
    const { location, text } = first;
    const place = location === null ? name : `${path.join(path.dirname(name), location.file)}:${location.line}`;
    throw wrongUse(`${place}: ${text}`);
  }
}

/** Without an installed k6-llm beside the file, `k6-llm` is the package that this command belongs to. */
const ourselves: Plugin = {
  name: 'k6-llm-itself',
  setup(context) {
    context.onResolve({ filter: /^k6-llm(\/|$)/ }, async ({ path: wanted, resolveDir }) => {
      if (canResolve(wanted, resolveDir)) return undefined;
      const { exports } = JSON.parse(await readFile(path.join(packageFolder, 'package.json'), 'utf8')) as {
        exports: Record<string, string>;
      };
      const door = exports[`.${wanted.slice('k6-llm'.length)}`];
      return door === undefined ? undefined : { path: path.join(packageFolder, door) };
    });
  },
};

function canResolve(wanted: string, folder: string): boolean {
  try {
    createRequire(path.join(folder, 'from.js')).resolve(wanted);
    return true;
  } catch {
    return false;
  }
}
