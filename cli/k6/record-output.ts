import { askVersion } from './ask-version.ts';

/**
 * What `--out` takes to leave the points of a run in a file: our own output where the k6 has it, since it takes a fraction
 * of the CPU, else k6's. What they write is the same.
 */
export async function recordOutput(k6: string, env: Record<string, string | undefined>, file: string): Promise<string> {
  const version = await askVersion(k6, env);
  return `${version?.outputs.includes('points') ? 'points' : 'json'}=${file}`;
}
