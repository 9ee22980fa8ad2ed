import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SimulatorConfig } from '../../simulator/options.ts';
import { startSimulator } from '../../simulator/server.ts';
import { readReport, resultsFolder } from './recorded.ts';
import { runCli } from './spawn-cli.ts';
import { tempFolder } from './temp-folder.ts';

interface Row {
  name: string;
  args: string[];
  env?: Record<string, string>;
  /** The endpoint; absent: nothing listens. */
  simulator?: Partial<SimulatorConfig>;
  files?: Record<string, string>;
  code: number;
  stdout?: RegExp;
  stderr?: RegExp;
}

const quick = { prefillMs: 1, tokenMs: 1, outputTokens: 5 };

/** Runs that start. Each ends with a verdict in summary.json. */
const verdicts: Row[] = [
  {
    name: 'every promise is kept',
    args: ['run', 'smoke'],
    simulator: quick,
    code: 0,
    stdout: /PASSED.*results in results\/smoke-\d{8}-\d{6} · exit code 0\n$/s,
    stderr: /^k6-llm: smoke against http:\S+ with up to 1 virtual user, at most /,
  },
  {
    name: 'answers are slower than promised',
    args: ['run', 'fixed', '--users', '20', '--requests', '20'],
    simulator: { prefillMs: 1, tokenMs: 100, outputTokens: 5 },
    code: 3,
    stdout: /FAILED: a threshold was broken.*tokens per second/s,
  },
  {
    name: 'requests fail',
    args: ['run', 'smoke'],
    simulator: { ...quick, faults: 'status@500:1' },
    code: 3,
    stdout: /FAILED.*something was answered/s,
    stderr: /k6-llm: first http_error \(status 500\)/,
  },
  {
    name: 'nothing listens',
    args: ['run', 'smoke'],
    env: { LLM_BASE_URL: 'http://127.0.0.1:9/v1' },
    code: 3,
    stdout: /network 5/,
    stderr: /connection refused/,
  },
  {
    name: 'there are too few answers to tell',
    args: ['run', 'fixed', '--users', '2', '--requests', '10'],
    simulator: quick,
    code: 4,
    stdout: /UNDECIDED.*10 of 130 samples/s,
  },
  {
    name: 'the key is refused: the run ends at once, not with its schedule',
    args: ['run', 'ramp', '--stages', '10m:5'],
    env: { LLM_API_KEY: 'wrong' },
    simulator: { ...quick, apiKey: 'right' },
    code: 6,
    stdout: /REFUSED by the endpoint.*refused the API key/s,
  },
  {
    name: 'the quota is used up',
    args: ['run', 'ramp', '--stages', '10m:5'],
    simulator: { ...quick, faults: 'quota:1' },
    code: 6,
    stdout: /REFUSED by the endpoint.*quota is used up/s,
  },
  {
    name: 'the next request might pass the budget',
    args: ['run', 'fixed', '--users', '5', '--requests', '100000', '--price', '1/1', '--budget-usd', '0.01'],
    simulator: quick,
    code: 5,
    stdout: /budget +\$0\.00\d+ of \$0\.010 spent.*STOPPED at the budget/s,
  },
];

/** Runs that k6 itself would not start: one line, no stack, and no folder is left. */
const refusals: Row[] = [
  {
    name: 'more users than requests',
    args: ['run', 'fixed', '--users', '20', '--requests', '10'],
    code: 2,
    stderr: /^k6-llm: --users=20: more users than requests \(LLM_REQUESTS=10\); accepted is 1 to 10\n$/,
  },
  {
    name: 'a warm-up as long as the load',
    args: ['run', 'ramp', '--stages', '10s:5'],
    env: { LLM_WARMUP: '10s' },
    code: 2,
    stderr: /^k6-llm: LLM_WARMUP=10s: the load lasts 10s, nothing would be measured[^\n]*\n$/,
  },
  {
    name: 'prompts that are not there',
    args: ['run', 'smoke', '--prompts', 'none.jsonl'],
    code: 2,
    stderr: /^k6-llm: --prompts=\S+none\.jsonl: cannot be read \(no such file\)[^\n]*\n$/,
  },
  {
    name: 'prompts without a prompt',
    args: ['run', 'smoke', '--prompts', 'p.jsonl'],
    files: { 'p.jsonl': '\n' },
    code: 2,
    stderr: /^k6-llm: prompts: the file holds none[^\n]*\n$/,
  },
  {
    name: 'prompts with a broken line, which is named',
    args: ['run', 'smoke', '--prompts', 'p.jsonl'],
    files: { 'p.jsonl': '"one"\n"two"\n{"prompt":\n' },
    code: 2,
    stderr: /^k6-llm: prompts, line 3: no valid JSON[^\n]*\n$/,
  },
  {
    name: 'a budget without a price',
    args: ['run', 'smoke', '--budget-usd', '1'],
    code: 2,
    stderr: /^k6-llm: --budget-usd=1: the price must be known, and m has no list price; set LLM_PRICE=[^\n]*\n$/,
  },
  {
    name: 'a secret without a source',
    args: ['run', 'smoke', '--api-key-secret', 'key'],
    code: 2,
    stderr: /^k6-llm: k6 does not take the script: no secret sources are configured\n$/,
  },
  {
    name: 'a flag that k6 does not know',
    args: ['run', 'smoke', '--', '--bogus'],
    code: 2,
    stderr: /unknown flag: --bogus.*k6 refused to run \(its exit code is 255\)/s,
  },
];

async function run({ args, env = {}, simulator, files = {} }: Row) {
  const cwd = tempFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(cwd, name), text);
  const endpoint = simulator && (await startSimulator(simulator));
  onTestFinished(() => endpoint?.close());
  const LLM_BASE_URL = `${endpoint?.url ?? 'http://127.0.0.1:9'}/v1`;
  const withDashes = args.includes('--') ? args : [...args, '--', '--quiet'];
  return { cwd, ...(await runCli(withDashes, { LLM_BASE_URL, LLM_MODEL: 'm', ...env }, cwd)) };
}

describe('a run ends with', () => {
  it.each(verdicts)('$code when $name', async (row) => {
    const { cwd, code, stdout, stderr } = await run(row);
    expect({ code, stderr: stderr.match(/\n\s+at .*/) }).toEqual({ code: row.code, stderr: null });
    if (row.stdout) expect(stdout).toMatch(row.stdout);
    if (row.stderr) expect(stderr).toMatch(row.stderr);
    const folder = resultsFolder(cwd);
    expect(readdirSync(folder).sort()).toEqual(['results.json.gz', 'summary.json', 'summary.md']);
    expect(readReport(folder).verdict.exitCode).toBe(row.code);
  });

  it.each(refusals)('$code before it starts because of $name', async (row) => {
    const { cwd, code, stdout, stderr } = await run(row);
    expect({ code, stdout }).toEqual({ code: row.code, stdout: '' });
    if (row.stderr) expect(stderr).toMatch(row.stderr);
    const results = path.join(cwd, 'results');
    expect(existsSync(results) ? readdirSync(results) : []).toEqual([]);
  });
});

describe('without a k6 and without Go', () => {
  it('a run ends with 7 at once, and doctor says why', async () => {
    const cwd = tempFolder();
    const env = { K6_BIN: '', PATH: '/bin-without-go', XDG_CACHE_HOME: cwd };
    const run = await runCli(['run', 'smoke', '--base-url', 'http://127.0.0.1:9', '--model', 'm'], env, cwd);
    expect(run.stderr).toContain('k6-llm: no k6 with k6/x/sse, and no Go to build it with; any of these helps:');
    expect(run.code).toBe(7);
    const doctor = await runCli(['doctor'], env, cwd);
    expect(doctor.stdout).toContain('✗ Go: not found\n    → install it from https://go.dev/dl');
    expect(doctor.code).toBe(7);
  }, 10_000);
});

describe('k6', () => {
  it('is run with the arguments given, and its exit code is passed on', async () => {
    const cwd = tempFolder();
    const version = await runCli(['k6', '--', 'version', '--json'], {}, cwd);
    expect(JSON.parse(version.stdout).extensions[0].imports).toEqual(['k6/x/sse']);
    expect(version.code).toBe(0);
    expect((await runCli(['k6', 'run', '--bogus'], {}, cwd)).code).toBe(255);
  });
});
