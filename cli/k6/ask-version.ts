import { runQuietly } from '../process/run-quietly.ts';

export interface K6Version {
  /** `v2.2.0` */
  version: string;
  /** The Go module that brings `k6/x/sse`; absent in a stock k6. */
  extension?: string;
  /** The outputs that it has beyond k6's own, for `--out`. */
  outputs: string[];
}

interface Extension {
  module: string;
  imports?: string[];
  outputs?: string[];
}

/** What a k6 says of itself; undefined if it cannot be run or does not answer as k6 does. */
export async function askVersion(k6: string, env: Record<string, string | undefined>): Promise<K6Version | undefined> {
  const { code, stdout } = await runQuietly(k6, ['version', '--json'], { env, timeoutMs: 20_000 });
  if (code !== 0) return undefined;
  try {
    const { version, extensions = [] } = JSON.parse(stdout) as { version?: string; extensions?: Extension[] };
    if (typeof version !== 'string') return undefined;
    const found = extensions.find(({ imports }) => imports?.includes('k6/x/sse'));
    const outputs = extensions.flatMap((extension) => extension.outputs ?? []);
    return { version, outputs, ...(found === undefined ? {} : { extension: found.module }) };
  } catch {
    return undefined;
  }
}

/** Ours times streams in Go; the community extension leaves that to the script. */
export function isOurs({ extension }: K6Version): boolean {
  return extension?.startsWith('github.com/k6-llm/') === true;
}
