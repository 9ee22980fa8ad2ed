import { version } from '../version.ts';
import { besideScripts } from './beside.ts';

/**
 * The script of the workers (lib/k6/worker.ts), of the very version of this one; undefined where it is not there: virtual
 * users then measure by themselves. Only the init context may look for it.
 */
export function findWorker(): string | undefined {
  return besideScripts('worker.js', __ENV.K6_LLM_WORKER, (source) =>
    source.startsWith(`/* k6-llm ${version} `) ? source : undefined,
  );
}
