import { describe, expect, it } from 'vitest';
import type { SimulatorConfig } from '../../simulator/options.ts';
import { startSimulator } from '../../simulator/server.ts';
import { runK6 } from './run-k6.ts';

/** 8 slots: 2 users take a quarter of them, 8 users take all. */
const run = async (settings: Partial<SimulatorConfig>) => {
  const simulator = await startSimulator({ slots: 8, prefillMs: 20, tokenMs: 2, outputTokens: 20, ...settings });
  const result = await runK6({
    script: 'dist/quality.js',
    env: {
      LLM_BASE_URL: `${simulator.url}/v1`,
      LLM_MODEL: 'sim',
      LLM_STEP_USERS: '2',
      LLM_MAX_USERS: '8',
      LLM_STEP_TIME: '1500ms',
      LLM_WARMUP: '0s',
      LLM_THINK_TIME: '0',
      LLM_TIMEOUT: '10s',
    },
  });
  await simulator.close();
  const { truth } = simulator;
  return { ...result, truth, found: result.report.findings.filter(({ name }) => name === 'quality') };
};

describe.concurrent('answers', () => {
  it('that get worse above a load are found, each defect as the endpoint made it', async () => {
    const { found, rows, truth } = await run({
      defects: 'wrong:0+0.5,truncated:0+0.1,empty:0+0.1,repeated:0+0.1,refused:0+0.1,schema-broken:0+0.1',
      defectKnee: 0.3,
    });
    expect(found[0]).toMatchObject({ level: 'bad', values: { share_at_lowest_load: 0 } });
    expect(found[0]?.values.share_at_highest_load).toBeGreaterThan(0.1);
    expect(found.some(({ says }) => says.startsWith('Answers are more often wrong as the load rises'))).toBe(true);
    const made = new Map(truth.map(({ id, defect = 'none' }) => [id, defect]));
    const seen = rows.map(({ request_id: id, labels }) => [id, (labels as { defects: string }).defects]);
    expect(seen.length).toBeGreaterThan(200);
    expect(seen.filter(([id, defects]) => made.get(String(id)) !== defects)).toEqual([]);
    expect(new Set(made.values()).size).toBe(7);
  });

  it('that are as bad at any load are no find', async () => {
    const { found } = await run({ defects: 'wrong:0.2' });
    expect(found[0]?.values.defects).toBeGreaterThan(0);
    // One run in twenty finds by chance what is none; it would have to be sure to be called wrong.
    expect(found[0]?.values.p).toBeGreaterThan(0.0005);
  });

  it('that are all good are good', async () => {
    const { found } = await run({});
    expect(found[0]).toMatchObject({ level: 'good', values: { defects: 0 } });
  });
});
