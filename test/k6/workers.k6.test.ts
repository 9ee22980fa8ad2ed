import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { version } from '../../lib/version.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { runK6 } from './run-k6.ts';

let simulator: Simulator;
let folder: string;
/** A suite as a team bundles it, without any of our files beside it. */
let alone: string;
beforeAll(async () => {
  simulator = await startSimulator({ prefillMs: 5, tokenMs: 1, outputTokens: 10 });
  folder = await mkdtemp(path.join(tmpdir(), 'k6-llm-workers-'));
  alone = path.join(folder, 'smoke.js');
  await build({
    entryPoints: ['scenarios/smoke.ts'],
    outfile: alone,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    external: ['k6', 'k6/*'],
  });
});
afterAll(async () => {
  await simulator.close();
  await rm(folder, { recursive: true });
});

const run = (script: string, env: Record<string, string> = {}) =>
  runK6({
    script,
    env: { LLM_BASE_URL: `${simulator.url}/v1`, LLM_MODEL: 'sim', LLM_API_KEY: 'k', LLM_REQUESTS: '3', ...env },
  });

describe('workers', () => {
  it('record what a virtual user records that has none', async () => {
    const [ofWorkers, ofVu] = [await run('dist/smoke.js'), await run(alone)];
    const told = ({ points, rows }: typeof ofVu) => ({
      samples: points
        .filter(({ metric }) => !metric.startsWith('http_req') && !metric.startsWith('data_'))
        .map(({ metric, tags }) => `${metric} ${JSON.stringify(tags)}`)
        .sort(),
      // All but what each exchange has of its own.
      rows: rows.map((row) => Object.entries(row).filter(([field]) => !/_ms$|^request_id$/.test(field))),
      fields: rows.map(Object.keys),
    });
    expect(told(ofWorkers).rows).toHaveLength(3);
    expect(told(ofWorkers)).toEqual(told(ofVu));
  });

  it('are those beside the script, if they are of its version', async () => {
    const worker = path.join(folder, 'worker.js');
    writeFileSync(worker, `/* k6-llm ${version} */ throw new Error('of this version')`);
    expect((await run(alone)).stderr).toContain('of this version');
    writeFileSync(worker, `/* k6-llm 0.0.1 */ throw new Error('of another version')`);
    expect((await run(alone)).code).toBe(0);
    await rm(worker);
  });

  it('are those that the command line names', async () => {
    const worker = path.join(folder, 'elsewhere.js');
    const source = readFileSync('dist/lib/worker.js', 'utf8');
    writeFileSync(worker, source.replace('*/', '*/ throw new Error("named");'));
    expect((await run(alone, { K6_LLM_WORKER: worker })).stderr).toContain('named');
  });
});
