import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { startSimulator } from '../../simulator/server.ts';
import { tempFolder } from '../cli/temp-folder.ts';
import { spawnK6 } from './run-k6.ts';

it("the output `points` writes what k6's `json` writes, byte for byte, plain and packed", async () => {
  const simulator = await startSimulator({
    prefillMs: 5,
    tokenMs: 1,
    outputTokens: 8,
    faults: 'drop:0.1,status@503:0.1',
  });
  onTestFinished(() => simulator.close());
  const folder = tempFolder();
  const outputs = ['json=k6.json', 'points=ours.json', 'points=ours.json.gz'].flatMap((output) => [
    '--out',
    output.replace('=', `=${folder}/`),
  ]);
  const { code } = await spawnK6(['run', '--quiet', ...outputs, path.resolve('dist/ramp.js')], {
    LLM_BASE_URL: `${simulator.url}/v1`,
    LLM_MODEL: 'sim "é"',
    LLM_START_RATE: '20',
    LLM_STAGES: '2s:20',
    LLM_WARMUP: '0s',
    LLM_WINDOW: '1s',
    LLM_OUT: folder,
  });
  expect([0, 99]).toContain(code);

  const byK6 = await readFile(path.join(folder, 'k6.json'), 'utf8');
  expect(byK6.split('"llm_requests","type":"Point"').length - 1).toBe(simulator.truth.length);
  expect(byK6).toContain('"thresholds":[');
  expect(await readFile(path.join(folder, 'ours.json'), 'utf8')).toBe(byK6);
  expect(gunzipSync(await readFile(path.join(folder, 'ours.json.gz'))).toString()).toBe(byK6);
});
