import { aiohttp } from './aiohttp.mjs';
import { aiperf } from './aiperf.mjs';
import { evalscope } from './evalscope.mjs';
import { inferencePerf } from './inference-perf.mjs';
import { locust } from './locust.mjs';
import { usualK6 } from './usual-k6.mjs';

const all = [usualK6, aiohttp, locust, evalscope, inferencePerf, aiperf];

/**
 * The tools beside ours that are installed. `version()` is undefined where one is not; `commandOf` says what to run, and
 * `reportOf` what the tool itself reports of it: requests that it counts as ok and as failed, and TTFT in milliseconds.
 * `isBenchTool` marks those made for LLM endpoints.
 */
export const peers = all.filter(({ version }) => version() !== undefined);

/** Those that can be made to do the very work whose cost is compared. */
export const comparable = peers.filter(({ isOtherWork = false }) => !isOtherWork);

/** Those that are left out, in a sentence; empty where none is. */
export function notInstalled() {
  const missing = all.filter((tool) => !peers.includes(tool)).map(({ name }) => name);
  return missing.length === 0 ? '' : `Not installed here (bench/peers/install.sh), so left out: ${missing.join(', ')}.`;
}

/** A tool as the tables name it. */
export const described = ({ name, version, settings }) => `${name} ${version()} (${settings})`;
