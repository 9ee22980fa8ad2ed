import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { extensionFolder } from '../root.ts';

const goNames: Partial<Record<NodeJS.Platform, string>> = { win32: 'windows' };
const goArchs: Record<string, string> = { x64: 'amd64', ia32: '386' };

export const goos = goNames[process.platform] ?? process.platform;
export const goarch = goArchs[process.arch] ?? process.arch;

/** Where the k6 built from this very extension lies, or would lie: another source has another path. */
export async function cachedK6Path(env: Record<string, string | undefined>): Promise<string> {
  const home = env.XDG_CACHE_HOME || path.join(env.HOME || homedir(), '.cache');
  return path.join(home, 'k6-llm', await sourceHash(), goos === 'windows' ? 'k6.exe' : 'k6');
}

/** Of everything that goes into the binary. */
async function sourceHash(): Promise<string> {
  const files = (await readdir(extensionFolder, { recursive: true }))
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => /(^|\/)(go\.mod|go\.sum|[^/]+\.go)$/.test(file) && !file.endsWith('_test.go'))
    .sort();
  const hash = createHash('sha256').update(`${goos}/${goarch}\n`);
  for (const file of files) {
    const content = await readFile(path.join(extensionFolder, file));
    hash.update(`${file} ${content.length}\n`).update(content);
  }
  return hash.digest('hex').slice(0, 16);
}
