import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createOpenings } from '../../../cli/results/openings.ts';
import { createLineScanner } from '../../../cli/results/scan-line.ts';
import { type Simulator, startSimulator } from '../../../simulator/server.ts';
import { resultsFolder } from '../recorded.ts';
import { runCli, type SpawnedCli, spawnCli } from '../spawn-cli.ts';
import { tempFolder } from '../temp-folder.ts';
import { until } from '../until.ts';

const perMillion = { input: 2.5, output: 10 };

const envFor = (simulator: Simulator): Record<string, string> => ({
  LLM_BASE_URL: `${simulator.url}/v1`,
  LLM_MODEL: 'sim',
  LLM_PRICE: `${perMillion.input}/${perMillion.output}`,
});

describe('the record of a real run', () => {
  let lines: string[];
  let told: { code: number | null; stdout: string };
  let truthUsd: number;

  beforeAll(async () => {
    const simulator = await startSimulator({ prefillMs: 5, tokenMs: 1, outputTokens: 20, outputSpread: 0.5 });
    const cwd = mkdtempSync(path.join(tmpdir(), 'k6-llm-test-'));
    const args = ['run', 'fixed', '--users', '5', '--requests', '60'];
    await runCli(args, envFor(simulator), cwd);
    await simulator.close();
    truthUsd = simulator.truth.reduce(
      (sum, { inputTokens = 0, outputTokens = 0 }) =>
        sum + (inputTokens * perMillion.input + outputTokens * perMillion.output) / 1e6,
      0,
    );
    const folder = resultsFolder(cwd);
    lines = gunzipSync(readFileSync(path.join(folder, 'results.json.gz')))
      .toString('latin1')
      .trimEnd()
      .split('\n');
    told = await runCli(['cost', folder, '--json', '--max-cost', '10'], {}, cwd);
    rmSync(cwd, { recursive: true });
  });

  it('has the form that the quick scanner knows, in each line', () => {
    const openingOf = createOpenings(new Map());
    const scan = createLineScanner();
    const slow = lines.filter((line) => {
      const opening = openingOf(line, 0);
      return opening === undefined || scan(line, opening, 0, line.length) === undefined;
    });
    expect(lines.length).toBeGreaterThan(1000);
    expect(slow.filter((line) => !line.startsWith('{"type":"Metric","data":{"name":"'))).toEqual([]);
  });

  it('costs what the endpoint says that it sent', () => {
    const { finished, exact, knownUsd } = JSON.parse(told.stdout);
    expect(finished).toMatchObject({ exchanges: 60, priced: 60 });
    expect(exact).toBe(true);
    expect(knownUsd).toBeCloseTo(truthUsd, 9);
    expect(told.code).toBe(0);
  });
});

describe('a run that is stopped in full swing', () => {
  async function running(): Promise<SpawnedCli & { cwd: string; simulator: Simulator }> {
    const cwd = tempFolder();
    const simulator = await startSimulator({ prefillMs: 20, tokenMs: 5, outputTokens: 40 });
    onTestFinished(() => simulator.close());
    const cli = await spawnCli(['run', 'fixed', '--users', '5', '--requests', '100000'], envFor(simulator), cwd);
    const finished = (): number => simulator.stats().outcomes.ok ?? 0;
    await until('50 requests have ended', () => finished() >= 50 || cli.child.exitCode !== null);
    return { ...cli, cwd, simulator };
  }

  it('by Ctrl-C: what it cut is counted, and within a limit nobody knows', async () => {
    const { cwd, child, ended, simulator } = await running();
    process.kill(-(child.pid as number), 'SIGINT');
    await ended;
    await simulator.idle();
    const { code, stdout } = await runCli(['cost', resultsFolder(cwd), '--json', '--max-cost', '10'], {}, cwd);
    const { finished, interrupted, verdict } = JSON.parse(stdout);
    expect(interrupted.count).toBeGreaterThan(0);
    expect(finished.exchanges + interrupted.count).toBe(simulator.truth.length);
    expect(verdict.status).toBe('undecided');
    expect(code).toBe(4);
  });

  // Elsewhere a process cannot be asked for its children so simply.
  it.runIf(process.platform === 'linux')('by a kill of k6: its packed file has no end, and is read', async () => {
    const { cwd, child, ended } = await running();
    const children = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim().split(' ');
    const [k6] = children.filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--out'));
    const file = path.join(resultsFolder(cwd), 'results.json.gz');
    await until('k6 has written a part', () => existsSync(file) && readFileSync(file).length > 20_000);
    process.kill(Number(k6), 'SIGKILL');
    await ended;
    const { code, stdout } = await runCli(['cost', resultsFolder(cwd), '--json', '--max-cost', '10'], {}, cwd);
    const { finished, read, verdict } = JSON.parse(stdout);
    expect(finished.priced).toBeGreaterThan(0);
    expect(read.truncated).toMatchObject([{ why: 'the packed file ends before its end mark' }]);
    expect(verdict.status).toBe('undecided');
    expect(code).toBe(4);
  });
});
