import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import { gateSchema } from '../../../cli/schemas/gate.ts';
import type { GateReport } from '../../../lib/analysis/gate/gate-report.ts';
import { row } from '../../analysis/gate/rows.ts';
import { runInProcess } from '../fake-io.ts';
import { tempFolder } from '../temp-folder.ts';
import { runFolder, summaryOf } from './run-folder.ts';

const policy = (cwd: string, value: object): void =>
  writeFileSync(path.join(cwd, 'k6-llm.config.json'), JSON.stringify(value));

it('the schema of its JSON is the type of its report, field by field (checked by tsc)', () => {
  expectTypeOf<z.infer<typeof gateSchema>>().toEqualTypeOf<GateReport>();
});

it('its JSON is what the published schema says', async () => {
  const cwd = tempFolder();
  runFolder(cwd, 'a');
  runFolder(cwd, 'b');
  policy(cwd, { slos: ['ttft.p95 < 200ms', 'ttft.p99 < 1s', { slo: 'failures < 1%', name: 'it answers' }] });
  await runInProcess(['gate', 'a', 'b', '--json', 'out/g.json'], {}, cwd);
  const report = JSON.parse(readFileSync(path.join(cwd, 'out/g.json'), 'utf8'));
  expect(gateSchema.parse(report)).toEqual(report);
  expect(
    report.scenarios[0].objectives.map(({ name, status }: { name: string; status: string }) => [name, status]),
  ).toEqual([
    ['ttft.p95 < 200ms', 'passed'],
    ['ttft.p99 < 1s', 'undecided'],
    ['it answers', 'passed'],
  ]);
});

it('runs of different scenarios are held to different SLOs, and the worst answer is the answer', async () => {
  const cwd = tempFolder();
  runFolder(cwd, 'a');
  const rows = Array.from({ length: 200 }, (_, i) => row({ scenario: 'ramp', start_ms: i }));
  runFolder(cwd, 'b', { rows, summary: summaryOf(200, { scenario: 'ramp' }) });
  policy(cwd, { scenarios: { fixed: { slos: ['ttft.p95 < 1s'] }, ramp: { slos: ['ttft.p95 < 50ms'] } } });
  const { code, stdout } = await runInProcess(['gate', 'a', 'b'], {}, cwd);
  expect(stdout).toContain('  fixed: 200 requests in 1 run\n  ✓ ttft.p95 < 1s');
  expect(stdout).toContain('  ramp: 200 requests in 1 run\n  ✗ ttft.p95 < 50ms');
  expect(stdout).toContain('  ramp: ttft.p95 < 50ms: wanted < 50.0 ms, was 100 ms');
  expect(code).toBe(3);
});

it('a stage is a window of the summary: only its requests are judged', async () => {
  const cwd = tempFolder();
  const rows = [0, 1].flatMap((window) =>
    Array.from({ length: 200 }, (_, i) => row({ start_ms: i, window, first_token_ms: window === 0 ? 100 : 900 })),
  );
  const none = { p50: { samples: 0, enough: false }, p95: { samples: 0, enough: false } };
  const window = {
    startMs: 0,
    endMs: 1,
    started: 200,
    timeToFirstToken: none,
    totalGenerationTime: none,
    short: false,
  };
  const windows = [
    { ...window, index: 0, name: 'baseline' },
    { ...window, index: 1, name: 'surge' },
  ];
  runFolder(cwd, 'r', { rows, summary: summaryOf(400, { windows }) });
  const slos = ['ttft.p95 < 500ms'];
  policy(cwd, { scenarios: { fixed: { stages: { baseline: slos, surge: slos } } } });
  const { code, stdout } = await runInProcess(['gate', 'r'], {}, cwd);
  expect(stdout).toMatch(/✓ ttft\.p95 < 500ms at baseline.*\n.*✗ ttft\.p95 < 500ms at surge/);
  expect(code).toBe(3);
});

it('429s are failures where the policy says so', async () => {
  const cwd = tempFolder();
  const rows = Array.from({ length: 200 }, (_, i) =>
    row(i < 20 ? { outcome: 'rate_limited', status: 429 } : { start_ms: i }),
  );
  runFolder(cwd, 'r', { rows });
  policy(cwd, { slos: ['failures < 2%'] });
  expect((await runInProcess(['gate', 'r'], {}, cwd)).code).toBe(0);
  policy(cwd, { slos: ['failures < 2%'], rateLimitsFail: true });
  expect((await runInProcess(['gate', 'r'], {}, cwd)).code).toBe(3);
});

it('a plain record on its own is judged, from wherever it comes', async () => {
  const cwd = tempFolder();
  const folder = runFolder(cwd, 'r');
  writeFileSync(path.join(cwd, 'plain.json'), gunzipSync(readFileSync(path.join(folder, 'results.json.gz'))));
  policy(cwd, { slos: ['ttft.p95 < 1s'] });
  const { code, stdout } = await runInProcess(['gate', 'plain.json'], {}, cwd);
  expect(stdout.replace(/\s+/g, ' ')).toContain('note: plain.json: no summary.json lies beside it');
  expect(code).toBe(0);
});

it('the policy names the files that are written; a flag goes before it', async () => {
  const cwd = tempFolder();
  runFolder(cwd, 'r');
  policy(cwd, { slos: ['ttft.p95 < 1s'], reports: { junit: 'p.xml', markdown: 'p.md' } });
  await runInProcess(['gate', 'r', '--junit', 'f.xml'], {}, cwd);
  expect(['p.xml', 'p.md', 'f.xml'].map((file) => existsSync(path.join(cwd, file)))).toEqual([false, true, true]);
});

it('a confidence of 0.5 takes what was seen for the truth', async () => {
  const cwd = tempFolder();
  const rows = Array.from({ length: 200 }, (_, i) => row({ start_ms: i, first_token_ms: i + 1 }));
  runFolder(cwd, 'r', { rows });
  policy(cwd, { slos: ['ttft.p95 < 191ms'] });
  expect((await runInProcess(['gate', 'r'], {}, cwd)).code).toBe(4);
  policy(cwd, { slos: ['ttft.p95 < 191ms'], confidence: 0.5 });
  const { code, stdout } = await runInProcess(['gate', 'r'], {}, cwd);
  expect(stdout).toContain('held to k6-llm.config.json, as seen');
  expect(code).toBe(0);
});
