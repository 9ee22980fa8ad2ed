import path from 'node:path';
import { distFolder } from '../root.ts';

/**
 * What k6 itself reads. Nothing is sent to Grafana, nothing is downloaded in place of the k6 that was chosen, and the
 * end-of-test summary, on which the verdict stands, cannot be switched off. Scripts of the user's own, bundled beside their
 * source, find the list prices and what workers run by the last two.
 */
export function k6Environment(env: Record<string, string | undefined>): Record<string, string | undefined> {
  return {
    ...env,
    K6_NO_USAGE_REPORT: 'true',
    K6_AUTO_EXTENSION_RESOLUTION: 'false',
    K6_SUMMARY_MODE: 'compact',
    K6_NEW_MACHINE_READABLE_SUMMARY: 'false',
    K6_LLM_PRICES: path.join(distFolder, 'lib/prices.json'),
    K6_LLM_WORKER: path.join(distFolder, 'lib/worker.js'),
  };
}
