import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Row } from '../../../lib/measure/row.ts';
import { refused, row } from '../../analysis/gate/rows.ts';
import { runInProcess } from '../fake-io.ts';
import { pointLine } from '../results/recorded-points.ts';
import { tempFolder } from '../temp-folder.ts';
import { runFolder, summaryOf } from './run-folder.ts';

const many = (n: number, changes: Partial<Row> = {}): Row[] =>
  Array.from({ length: n }, (_, i) => row({ id: `1-${i}`, start_ms: i, ...changes }));

interface Case {
  name: string;
  /** SLOs of `k6-llm.config.json`; absent: there is none. */
  slos?: string[];
  run?: Parameters<typeof runFolder>[2];
  code: number;
  says: RegExp;
}

const cases: Case[] = [
  { name: 'all SLOs hold', slos: ['ttft.p95 < 200ms', 'failures < 2%'], code: 0, says: /PASSED\n {2}every objective/ },
  { name: 'an SLO is broken', slos: ['ttft.p95 < 50ms'], code: 3, says: /FAILED.*wanted < 50\.0 ms, was 100 ms/s },
  {
    name: 'money is over its limit',
    slos: ['cost.total < 2'],
    code: 3,
    says: /cost\.total < 2: wanted < \$2\.00, was \$2/,
  },
  { name: 'there are too few samples', slos: ['ttft.p99 < 1s'], code: 4, says: /UNDECIDED.*200 of 662 samples/s },
  {
    name: 'a broken SLO goes before an undecided one',
    slos: ['ttft.p99 < 1s', 'ttft.p95 < 50ms'],
    code: 3,
    says: /FAILED/,
  },
  {
    name: 'the run is invalid, although an SLO is broken',
    slos: ['ttft.p95 < 50ms'],
    run: { summary: summaryOf(200, { validity: { status: 'invalid', reasons: ['this machine was late'] } }) },
    code: 4,
    says: /^k6-llm gate · [^\n]+\n\nINVALID: these numbers are not to be trusted\n.*this machine was late\n$/s,
  },
  {
    name: 'the run was ended early',
    slos: ['ttft.p95 < 200ms'],
    run: { summary: summaryOf(200, { interrupted: true }) },
    code: 4,
    says: /\n\nINTERRUPTED: a run was ended early/,
  },
  {
    name: 'the endpoint refused the key, whatever else holds',
    slos: ['ttft.p95 < 50ms'],
    run: {
      rows: [refused('auth', 401)],
      summary: summaryOf(1, { stopped: 'auth', validity: { status: 'invalid', reasons: ['late'] } }),
    },
    code: 6,
    says: /\n\nREFUSED by the endpoint\n/,
  },
  {
    name: 'the run was stopped at its budget',
    slos: ['ttft.p95 < 50ms'],
    run: { summary: summaryOf(200, { stopped: 'budget' }) },
    code: 5,
    says: /\n\nSTOPPED: a run reached its budget\n/,
  },
  {
    name: 'nothing was measured',
    slos: ['ttft.p95 < 200ms'],
    run: { rows: many(3, { phase: 'warmup' }) },
    code: 4,
    says: /UNDECIDED.*nothing was measured/s,
  },
  {
    name: 'all were 429s: they are no failures, and no answers either',
    slos: ['failures < 1%'],
    run: { rows: Array.from({ length: 200 }, () => refused('rate_limited', 429)) },
    code: 4,
    says: /failures < 1%: not measured \(no exchange counts for it\)/,
  },
  {
    name: 'the record is cut off and no summary was left, as a killed run leaves it',
    slos: ['ttft.p95 < 200ms'],
    run: { part: 0.5, summary: 'none' },
    code: 4,
    says: /INTERRUPTED.*its record is cut off \(the packed file ends before its end mark, at line \d+\)/s,
  },
  {
    name: 'the record is cut off although a summary lies beside it',
    slos: ['ttft.p95 < 200ms'],
    run: { part: 0.5 },
    code: 4,
    says: /INTERRUPTED.*its record is cut off/s,
  },
  {
    name: 'the summary is of another run',
    slos: ['ttft.p95 < 200ms'],
    run: { summary: summaryOf(199) },
    code: 4,
    says: /INVALID.*summary\.json tells of 199 exchanges and the record holds 200/s,
  },
  {
    name: 'an exchange cannot be read',
    slos: ['ttft.p95 < 200ms'],
    run: { lines: [pointLine('llm_requests', 1, { phase: 'measured' }, { row: '{"v":1}' })], summary: summaryOf(201) },
    code: 4,
    says: /INVALID.*1 of 201 exchanges cannot be read/s,
  },
  { name: 'without a policy its own thresholds hold', code: 0, says: /held to their own thresholds.*PASSED/s },
  {
    name: 'without a policy one of its own thresholds is broken',
    run: {
      summary: summaryOf(200, {
        slos: [
          {
            name: 'failures',
            metric: 'llm_request_failed',
            expression: 'rate<0.01',
            status: 'failed',
            actual: 0.05,
          },
        ],
      }),
    },
    code: 3,
    says: /✗ failures {2}< 1\.00 % {2}was 5\.00 %.*FAILED.*failures: wanted < 1\.00 %, was 5\.00 %/s,
  },
  {
    name: 'without a policy a cut record is no pass, whatever its summary says',
    run: { part: 0.5 },
    code: 4,
    says: /INTERRUPTED/,
  },
  {
    name: 'without a policy and without a summary a killed run has an answer all the same',
    run: { part: 0.5, summary: 'none' },
    code: 4,
    says: /INTERRUPTED/,
  },
];

describe('gate ends with', () => {
  it.each(cases)('$code when $name', async ({ slos, run, code, says }) => {
    const cwd = tempFolder();
    runFolder(cwd, 'r', run);
    if (slos !== undefined) writeFileSync(path.join(cwd, 'k6-llm.config.json'), JSON.stringify({ slos }));
    const files = ['--junit', 'g.xml', '--markdown', 'g.md', '--json', 'g.json'];
    const ended = await runInProcess(['gate', 'r', ...files], {}, cwd);
    expect(ended.stdout).toMatch(says);
    expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code, stderr: '' });
    expect(ended.stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);

    const report = JSON.parse(readFileSync(path.join(cwd, 'g.json'), 'utf8'));
    expect(report.verdict.exitCode).toBe(code);
    const junit = readFileSync(path.join(cwd, 'g.xml'), 'utf8');
    // What is no pass has at least one case that is none.
    expect(/<(failure|error|skipped) /.test(junit)).toBe(code !== 0);
    expect(/<failure /.test(junit)).toBe(code === 3);
    expect(readFileSync(path.join(cwd, 'g.md'), 'utf8')).toContain(
      `## k6-llm: ${ended.stdout.trim().split('\n\n').at(-1)?.split('\n')[0]}`,
    );
  });
});

describe('gate refuses with 2', () => {
  const cwdWith = (files: Record<string, string> = {}): string => {
    const cwd = tempFolder();
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(cwd, name), text);
    return cwd;
  };
  const config = { 'k6-llm.config.json': '{"slos":["ttft.p95 < 1s"]}' };
  const other = `${pointLine('http_reqs', 1)}\n`;

  it.each([
    ['no results', [], {}, "missing required argument 'results'"],
    ['results that are not there', ['nothing'], {}, 'nothing: no such file or folder; accepted is'],
    ['a file that is no record', ['a.txt'], { 'a.txt': 'hello\n' }, 'a.txt:1 is no line of k6'],
    [
      'a record without an exchange',
      ['k6.json'],
      { ...config, 'k6.json': other },
      'k6.json: holds no exchange with an LLM (1 samples of other metrics); accepted is what a scenario of k6-llm leaves',
    ],
    [
      'a policy that is not there',
      ['x', '--config', 'none.yaml'],
      {},
      '--config=none.yaml: no such file; accepted is a .ts, .json, .yaml, .yml file',
    ],
    [
      'a policy that is wrong',
      ['x'],
      { 'k6-llm.config.json': '{"slos":["ttft.p95"]}' },
      'k6-llm.config.json: slos[0] is `ttft.p95`: no comparison',
    ],
  ])('%s', async (_, args, files, says) => {
    const ended = await runInProcess(['gate', ...args], {}, cwdWith(files));
    expect(ended.stderr).toMatch(/^k6-llm: [^\n]+\n$/);
    expect(ended.stderr).toContain(says);
    expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code: 2, stdout: '' });
  });

  it('a run without a summary where no policy holds it to anything', async () => {
    const cwd = tempFolder();
    runFolder(cwd, 'r', { summary: 'none' });
    const { code, stderr } = await runInProcess(['gate', 'r'], {}, cwd);
    expect(stderr).toContain('k6-llm: r: nothing to hold it to: no summary.json lies beside it and there is no policy');
    expect(code).toBe(2);
  });

  it('a run of a scenario of which the policy says nothing, without a summary', async () => {
    const cwd = cwdWith({ 'k6-llm.config.json': '{"scenarios":{"ramp":{"slos":["ttft.p95 < 1s"]}}}' });
    runFolder(cwd, 'r', { summary: 'none' });
    const { stderr } = await runInProcess(['gate', 'r'], {}, cwd);
    expect(stderr).toContain('k6-llm.config.json says nothing of its scenario');
  });

  it('a summary that is none', async () => {
    const cwd = cwdWith(config);
    const folder = runFolder(cwd, 'r');
    const file = path.join(folder, 'summary.json');
    writeFileSync(file, '{');
    expect((await runInProcess(['gate', 'r'], {}, cwd)).stderr).toContain('summary.json: no valid JSON; accepted is');
    writeFileSync(file, '{"schema":9}');
    const { code, stderr } = await runInProcess(['gate', 'r'], {}, cwd);
    expect(stderr).toContain('summary.json: schema is wrong (');
    expect(code).toBe(2);
  });

  it('a report that cannot be written', async () => {
    const cwd = cwdWith({ ...config, file: '' });
    runFolder(cwd, 'r');
    const { code, stderr } = await runInProcess(['gate', 'r', '--junit', 'file/g.xml'], {}, cwd);
    expect(stderr).toMatch(/^k6-llm: file\/g\.xml: cannot be written \((ENOTDIR|EEXIST)\); accepted is a file/);
    expect(code).toBe(2);
  });
});
