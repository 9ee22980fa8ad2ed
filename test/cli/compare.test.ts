import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import { baselineSchema } from '../../cli/schemas/baseline.ts';
import { comparisonSchema } from '../../cli/schemas/comparison.ts';
import type { Comparison } from '../../lib/analysis/comparison/comparison.ts';
import type { RunFigures } from '../../lib/analysis/comparison/run-figures.ts';
import { reportWith, runsOfFive, writeRuns } from './comparison-folders.ts';
import { type Ended, runInProcess } from './fake-io.ts';
import { tempFolder } from './temp-folder.ts';

let cwd: string;

beforeEach(() => {
  cwd = tempFolder();
  writeRuns(cwd, 'main', runsOfFive(400));
  writeRuns(cwd, 'slower', runsOfFive(440));
  writeRuns(cwd, 'alike-again', runsOfFive(400.5));
});

const compare = (...args: string[]): Promise<Ended> => runInProcess(['compare', ...args], {}, cwd);

describe('k6-llm compare', () => {
  it('shows base, head, change, interval and p, and ends with the verdict', async () => {
    const { code, stdout, stderr } = await compare('main', 'slower');
    expect(stderr).toBe('');
    expect(stdout).toMatchInlineSnapshot(`
      "
      k6-llm compare · ramp · small · 5 runs of the base against 5 runs of the head

                                 base     head    change   95 % interval      p
        TTFT p50               402 ms   442 ms     +10 %  +9.2 … +10.7 %  0.032  regression
        total p50             2000 ms  2000 ms       0 %         0 … 0 %  1.000  no evidence
        failure rate           0.00 %   0.00 %  0 points    0 … 0 points  1.000  no evidence
        cost per request      $0.0014  $0.0014       0 %         0 … 0 %  1.000  no evidence

        shown, and not tested
        TTFT p95               800 ms   800 ms       0 %         0 … 0 %
        total p95             4000 ms  4000 ms       0 %         0 … 0 %
        per output token p50  16.0 ms  16.0 ms       0 %         0 … 0 %
        tokens/s p50             50.0     50.0       0 %         0 … 0 %
        rate limited           0.00 %   0.00 %  0 points    0 … 0 points
        goodput               95.00 %  95.00 %  0 points    0 … 0 points

      REGRESSION: the head is worse
        TTFT p50 +10 %: p 0.032 among 4 figures
      "
    `);
    expect(code).toBe(3);
  });

  it('takes runs by flags, folders of runs and single runs mixed', async () => {
    const singles = [1, 2, 3, 4, 5].map((i) => `slower/${i}`);
    const { code, stdout } = await compare('--base', 'main', '--head', ...singles);
    expect(code).toBe(3);
    expect(stdout).toContain('5 runs of the base against 5 runs of the head');
  });

  it('five alike against five: no evidence, exit 0', async () => {
    const { code, stdout } = await compare('main', 'alike-again');
    expect(stdout).toContain('NO EVIDENCE of a change');
    expect(code).toBe(0);
  });

  it('one against one: not enough runs, exit 4, with both values shown', async () => {
    const { code, stdout } = await compare('main/1', 'slower/1');
    expect(stdout).toMatch(/TTFT p50 +400 ms +440 ms +\+10 %/);
    expect(stdout).toContain('NOT ENOUGH RUNS to tell');
    expect(stdout).toContain('TTFT p50 +10 %: at least 5 runs a side needed');
    expect(code).toBe(4);
  });

  it('says first that a run cannot be trusted, and then is neither pass nor fail', async () => {
    const late = 'this machine was late by 80 ms (above 50 ms): the times are partly its own';
    const reports = runsOfFive(440);
    reports[2] = reportWith(442, { validity: { status: 'invalid', reasons: [late] } });
    writeRuns(cwd, 'late', reports);
    const { code, stdout } = await compare('main', 'late');
    expect(stdout.trimStart().split('\n')[0]).toContain(
      'cannot be trusted: late/3: invalid: this machine was late by 80 ms',
    );
    expect(stdout).toContain('INVALID: runs that cannot be trusted take part');
    expect(code).toBe(4);
  });

  it('an interrupted run cannot be trusted, a run that broke a threshold can', async () => {
    const verdict = (status: 'interrupted' | 'failed', exitCode: number) => ({ status, exitCode, reasons: ['why'] });
    writeRuns(cwd, 'cut', runsOfFive(440, { verdict: verdict('interrupted', 4) }));
    writeRuns(cwd, 'broken', runsOfFive(440, { verdict: verdict('failed', 3) }));
    expect((await compare('main', 'cut')).code).toBe(4);
    expect((await compare('main', 'broken')).code).toBe(3);
  });

  it('tells a model that is another one, and compares', async () => {
    const target = { ...reportWith(1).target, model: 'small-2' };
    writeRuns(cwd, 'other-model', runsOfFive(400.5, { target }));
    const { code, stdout } = await compare('main', 'other-model');
    expect(stdout).toMatch(/not alike: model: .+ → small-2/);
    expect(code).toBe(0);
  });

  it('holds options unlike against the runs, unless they are the question', async () => {
    const options = { ...reportWith(1).options, LLM_MAX_TOKENS: '64' };
    writeRuns(cwd, 'shorter', runsOfFive(400.5, { options }));
    const refused = await compare('main', 'shorter');
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(
      /^k6-llm: the runs are not alike: LLM_MAX_TOKENS is not set in base and 64 in head; accepted are runs of one scenario/,
    );
    const allowed = await compare('main', 'shorter', '--allow-differences');
    expect(allowed.code).toBe(0);
    expect(allowed.stdout).toContain('not alike: LLM_MAX_TOKENS: not set → 64');
  });
});

describe('what it writes', () => {
  it('JSON by its schema', async () => {
    const { code, stdout } = await compare('main', 'slower', '--json', '-');
    const comparison = comparisonSchema.parse(JSON.parse(stdout));
    expect(comparison.verdict).toMatchObject({ status: 'regression', exitCode: code });
    expect(comparison.figures.find(({ name }) => name === 'ttft.p50')).toMatchObject({
      status: 'regression',
      base: { values: [400, 401, 402, 403, 404], median: 402 },
      head: { median: 442 },
      pCorrected: expect.closeTo((4 * 2) / 252, 12),
    });
  });

  it('Markdown and JSON into files, beside the table on the screen', async () => {
    const { stdout } = await compare('main', 'slower', '--markdown', 'c.md', '--json', 'c.json');
    expect(stdout).toContain('REGRESSION');
    expect(readFileSync(path.join(cwd, 'c.md'), 'utf8')).toMatch(
      /^# REGRESSION: the head is worse\n\n- TTFT p50 \+10 %: p 0.032 among 4 figures\n/,
    );
    expect(JSON.parse(readFileSync(path.join(cwd, 'c.json'), 'utf8'))).toHaveProperty('verdict.status', 'regression');
  });

  it('a baseline that stands for the base, with the same verdict', async () => {
    const saved = await compare('--head', 'main', '--save-baseline', 'baseline.json');
    expect(saved).toEqual({ code: 0, stdout: '', stderr: '5 runs saved as a baseline: baseline.json\n' });
    const file = readFileSync(path.join(cwd, 'baseline.json'), 'utf8');
    expect(baselineSchema.parse(JSON.parse(file)).runs[0]).toMatchObject({
      run: 'main/1',
      exchanges: 900,
      unusable: [],
    });
    const [byRuns, byBaseline] = [await compare('main', 'slower'), await compare('baseline.json', 'slower')];
    expect(byBaseline).toEqual(byRuns);
  });

  it('a baseline that the policy names stands in for the base, from the folder of the policy', async () => {
    await compare('--head', 'main', '--save-baseline', 'baseline.json');
    writeFileSync(path.join(cwd, 'k6-llm.config.json'), '{"baseline":"baseline.json"}');
    mkdirSync(path.join(cwd, 'below'));
    expect((await compare('slower')).code).toBe(3);
    expect((await compare('--head', 'alike-again')).code).toBe(0);
    const below = await runInProcess(
      ['compare', '../slower', '--config', '../k6-llm.config.json'],
      {},
      path.join(cwd, 'below'),
    );
    expect(below.code).toBe(3);
  });

  it('no baseline of runs that cannot be trusted', async () => {
    writeRuns(cwd, 'late', runsOfFive(400, { validity: { status: 'invalid', reasons: ['late'] } }));
    const { code, stderr } = await compare('--head', 'late', '--save-baseline', 'baseline.json');
    expect(code).toBe(4);
    expect(stderr).toContain('baseline.json is not written: a baseline holds only runs that can be trusted');
    expect(existsSync(path.join(cwd, 'baseline.json'))).toBe(false);
  });

  it('a rolling baseline takes the head, but not a worse one', async () => {
    const calm = await compare('main', 'alike-again', '--save-baseline', 'calm.json');
    expect(calm.code).toBe(0);
    expect(readFileSync(path.join(cwd, 'calm.json'), 'utf8')).toContain('alike-again/1');
    const worse = await compare('main', 'slower', '--save-baseline', 'worse.json');
    expect(worse).toMatchObject({ code: 3, stderr: 'worse.json is left as it is: the head is worse\n' });
    expect(existsSync(path.join(cwd, 'worse.json'))).toBe(false);
  });
});

describe('wrong use: exit 2 and one line', () => {
  beforeEach(() => {
    mkdirSync(path.join(cwd, 'empty'));
    writeFileSync(path.join(cwd, 'cut.json'), '{');
    writeFileSync(path.join(cwd, 'other.json'), '{"schema":2}');
    writeFileSync(path.join(cwd, 'old.json'), '{"kind":"baseline","schema":0}');
  });

  it.each([
    [
      'nothing',
      [],
      "nothing to compare: accepted is --base with runs or a baseline file (or a policy's baseline) and --head with runs",
    ],
    ['a base alone', ['--base', 'main'], 'nothing to hold against the base: accepted is --base with'],
    ['a head alone', ['--head', 'main'], 'nothing to compare the runs with: accepted is --base with'],
    ['runs alone', ['main'], 'nothing to compare the runs with: accepted is --base with'],
    ['no such folder', ['main', 'branch'], 'branch: no such file or folder; accepted is the folder of a run, '],
    ['a folder without runs', ['main', 'empty'], 'empty: holds no summary.json, nor a folder that does; accepted is'],
    ['a file that is cut', ['cut.json', 'main'], 'cut.json: cut.json is no JSON; accepted is'],
    [
      'a file of another kind',
      ['other.json', 'main'],
      'other.json: schema is wrong (Invalid input: expected 1); accepted',
    ],
    [
      'another version of a baseline',
      ['old.json', 'main'],
      'old.json: schema is wrong (Invalid input: expected 1); accepted',
    ],
    ['a run twice', ['main', 'main/3'], 'main/3: named twice; accepted is each run once'],
    ['runs with and without flags', ['main', '--head', 'slower'], 'main: runs without a flag beside --base or --head'],
    [
      'no figure',
      ['main', 'slower', '--gate', 'ttft.p5'],
      '--gate=ttft.p5: ttft.p5 is no figure (did you mean ttft.p50?)',
    ],
    [
      'five figures',
      ['main', 'slower', '--gate', 'ttft.p50,ttft.p95,total.p50,total.p95,failures'],
      '--gate=ttft.p50,ttft.p95,total.p50,total.p95,failures: 5 figures; accepted are at most 4',
    ],
    [
      'an effect without a size',
      ['main', 'slower', '--effect', 'ttft.p50'],
      '--effect=ttft.p50: accepted is a figure and',
    ],
    [
      'an effect of nothing',
      ['main', 'slower', '--effect', 'ttft.p50=0%'],
      '--effect=ttft.p50=0%: accepted is a figure and',
    ],
    [
      'two renderings on standard output',
      ['main', 'slower', '--json', '-', '--markdown', '-'],
      '--markdown and --json: both are -; accepted is one of them on standard output',
    ],
    ['a folder that is not there', ['main', 'slower', '--json', 'no/c.json'], 'no/c.json: cannot be written (ENOENT)'],
  ])('%s', async (_, args, says) => {
    const { code, stderr } = await compare(...args);
    expect(stderr).toContain(`k6-llm: ${says}`);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(code).toBe(2);
  });

  it('a copied run is the same run', async () => {
    cpSync(path.join(cwd, 'main'), path.join(cwd, 'copy'), { recursive: true });
    const { code, stderr } = await compare('main', 'copy');
    expect(stderr).toMatch(/^k6-llm: copy\/1: the same run as main\/1; accepted is each run once/);
    expect(code).toBe(2);
  });
});

describe('the schemas (checked by tsc)', () => {
  it('are the types of a comparison and of the runs in a baseline', () => {
    expectTypeOf<z.infer<typeof comparisonSchema>>().toEqualTypeOf<Comparison>();
    expectTypeOf<z.infer<typeof baselineSchema>['runs'][number]>().toEqualTypeOf<RunFigures>();
  });
});
