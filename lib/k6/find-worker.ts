import { version } from '../version.ts';

/** Beside this file, where the scripts of this package have it, and where a team may have copied it to. */
const places = ['./worker.js', './lib/worker.js', '../../lib/worker.js'];

/**
 * The script of the workers (lib/k6/worker.ts), of the very version of this one; undefined where it is not there: a team's
 * own bundle has none unless it was copied, and its virtual users measure by themselves. What the CLI says comes first:
 * it knows where the script is. Only the init context may look for it.
 */
export function findWorker(): string | undefined {
  const told = __ENV.K6_LLM_WORKER;
  for (const place of told === undefined ? places : [told, ...places]) {
    try {
      const source = open(place === told ? place : import.meta.resolve(place));
      if (source.startsWith(`/* k6-llm ${version} `)) return source;
    } catch {
      // Not there.
    }
  }
  return undefined;
}
