import { runQuietly } from '../process/run-quietly.ts';

export const oldestGo = '1.25';

export interface GoVersion {
  version: string;
  usable: boolean;
}

/** The Go that would build k6; undefined if there is none. */
export async function askGo(env: Record<string, string | undefined>): Promise<GoVersion | undefined> {
  const { code, stdout } = await runQuietly('go', ['version'], { env, timeoutMs: 60_000 });
  const version = code === 0 ? /\bgo(\d+\.\d+(?:\.\d+)?)/.exec(stdout)?.[1] : undefined;
  return version === undefined ? undefined : { version, usable: atLeast(version, oldestGo) };
}

/** Compares dotted numbers as far as the second one goes. */
export function atLeast(version: string, wanted: string): boolean {
  const have = version.split('.').map(Number);
  for (const [index, part] of wanted.split('.').map(Number).entries()) {
    const own = have[index] ?? 0;
    if (own !== part) return own > part;
  }
  return true;
}
