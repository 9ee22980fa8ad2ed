import { describe, expect, it } from 'vitest';
import type { SimulatorConfig } from '../../simulator/options.ts';
import { startSimulator } from '../../simulator/server.ts';
import { runK6 } from './run-k6.ts';

/** An uncached prompt of 200 tokens takes 45 ms to its first token, and one from a cache 5. */
const run = async (settings: Partial<SimulatorConfig>) => {
  const base = { prefillMs: 5, prefillPerTokenMs: 0.2, tokenMs: 1, outputTokens: 3 };
  const simulator = await startSimulator({ ...base, ...settings });
  const result = await runK6({
    script: 'dist/cache.js',
    env: {
      LLM_BASE_URL: `${simulator.url}/v1`,
      LLM_MODEL: 'sim',
      LLM_PROMPT_LENGTHS: 'medium',
      LLM_STEP_USERS: '2',
      LLM_MAX_USERS: '4',
      LLM_STEP_TIME: '1500ms',
      LLM_WARMUP: '1s',
      LLM_THINK_TIME: '0',
      LLM_TIMEOUT: '10s',
    },
  });
  await simulator.close();
  const { truth } = simulator;
  return { ...result, truth, found: result.report.findings.find(({ name }) => name === 'cache') };
};

describe.concurrent('a cache', () => {
  it('of prefixes is seen in the usage and in the times', async () => {
    const { found, truth } = await run({ prefixCacheTokens: 1_000_000 });
    expect(found).toMatchObject({ level: 'good', values: { fresh_hit_share: 0 } });
    expect(found?.values.hit_share).toBeGreaterThan(0.95);
    expect(found?.values.cached_share).toBeGreaterThan(0.8);
    expect(found?.values.speed_up_lower).toBeGreaterThan(1.5);
    expect(found?.table?.rows.map(([users]) => users)).toEqual(['2', '4']);
    const known = truth.filter(({ cachedTokens = 0 }) => cachedTokens > 0).length;
    expect(known / truth.length).toBeGreaterThan(0.3);
    expect(known / truth.length).toBeLessThan(0.6);
  });

  it('of answers is seen in its header, and a share of hits is that share', async () => {
    const { found } = await run({ semanticCacheEntries: 1000, semanticHitRate: 0.7 });
    expect(found?.values.hit_share).toBeGreaterThan(0.55);
    expect(found?.values.hit_share).toBeLessThan(0.85);
    expect(found?.values.speed_up_lower).toBeGreaterThan(1.5);
  });

  it('that is none is told so', async () => {
    const { found } = await run({});
    expect(found).toMatchObject({ level: 'warning', values: { hit_share: 0 } });
    expect(found?.values.speed_up).toBeLessThan(1.5);
  });
});
