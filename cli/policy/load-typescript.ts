import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { wrongUse } from '../cli-error.ts';
import { bundle } from './bundle.ts';

/**
 * The default export of a TypeScript module. Node 20 does not run TypeScript, so it is bundled first; where `k6-llm` is
 * not installed beside it, what it imports of k6-llm is taken from the one that runs.
 */
export async function loadTypeScript(file: string, name: string): Promise<unknown> {
  const code = await bundle(file, name, { platform: 'node', target: 'node20' });
  const folder = await mkdtemp(path.join(tmpdir(), 'k6-llm-config-'));
  try {
    const built = path.join(folder, 'config.mjs');
    await writeFile(built, code);
    const loaded = (await import(pathToFileURL(built).href)) as { default?: unknown };
    if (loaded.default === undefined) throw wrongUse(`${name}: exports nothing; accepted is \`export default {…}\``);
    return loaded.default;
  } catch (error) {
    if ((error as Error).name === 'CliError') throw error;
    throw wrongUse(`${name}: threw while it was read: ${String((error as Error).message ?? error).split('\n')[0]}`);
  } finally {
    await rm(folder, { recursive: true });
  }
}
