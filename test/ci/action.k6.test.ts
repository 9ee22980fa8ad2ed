import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { k6Path } from '../cli/spawn-cli.ts';
import { tempFolder } from '../cli/temp-folder.ts';
import { root } from '../rules/source-files.ts';
import { bash, runAction } from './run-action.ts';

let simulator: Simulator;

/** What the first run leaves, and the second is compared with. */
let baseline = '';

beforeAll(async () => {
  simulator = await startSimulator({ port: 0, prefillMs: 20, tokenMs: 1, outputTokens: 10, batchSlowdown: 0 });
});
afterAll(() => simulator.close());

/** As the job of a workflow sets it; what is not set in the repository comes as an empty text. */
const env = { LLM_USERS: '4', LLM_REQUESTS: '24', LLM_PRICE: '2.5/10', LLM_BUDGET_USD: '', LLM_THRESHOLDS: 'outcomes' };
const endpoint = () => ({ scenario: 'fixed', 'base-url': `${simulator.url}/v1`, model: 'sim', 'api-key': '' });

function withPolicy(slos: string[]): string {
  const cwd = tempFolder();
  writeFileSync(path.join(cwd, 'k6-llm.config.json'), JSON.stringify({ slos }));
  return cwd;
}

describe('the composite action, its shell steps run for real', () => {
  it('passes a run that keeps its SLOs, and leaves results, reports, a baseline and a comment', async () => {
    const cwd = withPolicy(['ttft.p50 < 5s', 'cost.total < 1']);
    const given = { ...endpoint(), 'max-cost': '1', 'save-baseline': 'baseline.json' };
    const run = await runAction(cwd, given, { env });
    expect(run.log).not.toContain('bug in k6-llm');
    expect({ ...run, log: '', summary: '' }).toMatchObject({
      exitCode: 0,
      outputs: { 'exit-code': '0', simulated: 'false' },
      ran: [
        'Install k6-llm',
        'Build k6, unless it was cached',
        'Choose the target',
        'Run',
        'Gate',
        'Cost',
        'Compare with the baseline',
        'Tell',
        'Verdict',
      ],
    });
    expect(readdirSync(run.results).sort()).toEqual(['1', 'comment.md', 'cost.md', 'gate.json', 'gate.md', 'gate.xml']);
    expect(readdirSync(path.join(run.results, '1')).sort()).toEqual(['results.json.gz', 'summary.json', 'summary.md']);
    expect(run.summary).toMatch(/^<!-- k6-llm fixed -->\n/);
    expect(run.summary).toContain('ttft.p50 &lt; 5s');
    baseline = readFileSync(path.join(cwd, 'baseline.json'), 'utf8');
    expect(JSON.parse(baseline)).toMatchObject({ kind: 'baseline', runs: [{ exchanges: 24 }] });
  });

  it('fails with 3 where an SLO and the cost are broken, after everything was told and one run was compared with one', async () => {
    const cwd = withPolicy(['ttft.p50 < 1ms']);
    writeFileSync(path.join(cwd, 'baseline.json'), baseline);
    const given = { ...endpoint(), 'max-cost': '0.00001', baseline: 'baseline.json' };
    const run = await runAction(cwd, given, { env });
    expect(run).toMatchObject({ exitCode: 3, outputs: { 'exit-code': '3' } });
    expect(run.summary).toContain('k6-llm: FAILED');
    expect(run.summary).toContain('ttft.p50 &lt; 1ms');
    expect(run.summary).toContain('NOT ENOUGH RUNS');
    expect(run.summary).toMatch(/Cost: failed|above/i);
  });

  it('runs a pull request from a fork against the simulator, and counts only that the run works', async () => {
    const github = {
      event_name: 'pull_request',
      repository: 'k6-llm/k6-llm',
      event: { pull_request: { head: { repo: { full_name: 'somebody/k6-llm' } } } },
    };
    const given = { ...endpoint(), 'base-url': 'http://127.0.0.1:9/v1' };
    const run = await runAction(withPolicy(['ttft.p50 < 1ms']), given, { env, github });
    expect(run.log).toContain('::notice::A pull request from a fork gets no secrets: runs against the simulator');
    expect(run).toMatchObject({ exitCode: 0, outputs: { 'exit-code': '3', simulated: 'true' } });
    expect(run.summary).toContain('these figures say nothing about an endpoint');
  });

  it('ends with 2 and says what is missing where no base-url is set', async () => {
    const run = await runAction(tempFolder(), { scenario: 'fixed' }, { env });
    expect(run).toMatchObject({ exitCode: 2 });
    expect(run.log).toContain('::error::base-url is empty: set it');
    expect(run.ran.at(-1)).toBe('Choose the target');
  });

  it('ends with 2, and with a summary, where an option is wrong', async () => {
    const run = await runAction(tempFolder(), endpoint(), { env: { ...env, LLM_USERS: 'many' } });
    expect(run).toMatchObject({ exitCode: 2, outputs: { 'exit-code': '2' } });
    expect(run.log).toContain('LLM_USERS=many');
    expect(run.summary).toContain('was not judged**: it ended with exit code 2');
  });
});

describe('examples/gitlab-ci.yml, its script run for real', () => {
  it('judges, leaves the JUnit report, and ends with the code of the gate', async () => {
    const cwd = withPolicy(['ttft.p50 < 1ms']);
    symlinkSync(root, path.join(cwd, '.k6-llm'));
    const { 'llm-performance': job } = parse(readFileSync(path.join(root, 'examples/gitlab-ci.yml'), 'utf8'));
    const { PATH = '', HOME = '' } = process.env;
    const target = { LLM_BASE_URL: `${simulator.url}/v1`, LLM_MODEL: 'sim', K6_BIN: await k6Path() };
    const { status, said } = await bash(job.script.join('\n'), cwd, { PATH, HOME, ...env, ...target });
    expect(said).toContain('FAILED: an objective was broken');
    expect(status).toBe(3);
    expect(readFileSync(path.join(cwd, 'gate.xml'), 'utf8')).toContain('<testsuite');
  });
});
