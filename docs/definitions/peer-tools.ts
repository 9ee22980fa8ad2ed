import { loadTools } from './load-tools.ts';
import { ownNumbers } from './own-numbers.ts';
import type { PeerTool } from './peer-tool.ts';
import { serverBenchmarks } from './server-benchmarks.ts';

/** In the order of the page: our own, then those of others. */
export const peerTools: PeerTool[] = [ownNumbers, ...serverBenchmarks, ...loadTools];
