import { percentile } from '../lib/statistics.mjs';
import { program } from '../lib/tools.mjs';

export const bareClient = {
  name: 'bare Go client',
  settings: 'bench/truth/client, the floor',
  version: () => 'of this repository',
  commandOf: ({ url, plan }) => {
    const { streams, rounds, tokens, warmupMs, periodMs } = plan;
    const argv = [program('client'), '-url', `${url}/v1/chat/completions`, '-streams', streams, '-rounds', rounds];
    argv.push('-tokens', tokens, '-warmup', `${warmupMs}ms`, '-period', `${periodMs}ms`);
    return { argv: argv.map(String), env: {} };
  },
  reportOf: ({ said }) => {
    const { streams } = JSON.parse(said);
    const first = streams.map(({ ttft }) => ttft);
    return { ok: streams.length, failed: 0, ttft: { p50: percentile(first, 50), p99: percentile(first, 99) } };
  },
};
