import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { AnalysisInput } from '../../lib/analysis/analysis-input.ts';
import { type AnalysisName, analyses } from '../../lib/analysis/registry.ts';
import { withoutRows } from '../../lib/analysis/without-rows.ts';
import type { Report } from '../../lib/report/report.ts';
import { simulatedRun } from '../analysis/simulated-run.ts';
import { goodMetrics, k6Data, reportOf } from '../report/k6-data.ts';
import { type Ended, runInProcess } from './fake-io.ts';
import { file, rowLine, startedLine } from './results/recorded-points.ts';
import { tempFolder } from './temp-folder.ts';

/** Ever more users, ever slower: saturated at the last step. */
const run = simulatedRun(
  [1, 2, 4, 8].map((load) => ({ load, exchanges: 100, medianMs: load < 8 ? 1000 : 4000 })),
  7,
);

/** The folder that such a run leaves, and what `analyse` says of it. */
async function analyse(
  flags: string[] = [],
  { summary = {}, lines = recordOf(run) }: { summary?: Partial<Report>; lines?: string[] } = {},
): Promise<Ended> {
  const folder = tempFolder();
  const report = {
    ...reportOf(k6Data(goodMetrics)),
    windows: run.windows.map((window) => ({
      ...window,
      started: 100,
      timeToFirstToken: noPercentiles,
      totalGenerationTime: noPercentiles,
      short: false,
    })),
    analyses: ['saturation', 'survivors'],
    ...summary,
  };
  writeFileSync(path.join(folder, 'summary.json'), JSON.stringify(report));
  writeFileSync(path.join(folder, 'results.json.gz'), gzipSync(file(...lines)));
  return runInProcess(['analyse', '.', ...flags], {}, folder);
}

const none = { samples: 0, enough: false };
const noPercentiles = { p50: none, p95: none };

function recordOf({ rows }: AnalysisInput): string[] {
  return rows.flatMap((row) => [startedLine(row), rowLine(row)]);
}

/** As handleSummary asks them. */
function asked(names: AnalysisName[]): unknown {
  const input: AnalysisInput = { ...run, startedByWindow: [100, 100, 100, 100], seed: 1, metric: 'total' };
  return names.flatMap((name) => analyses[name](input));
}

describe('the findings', () => {
  it("are those of the run's own analyses, over all requests of its record", async () => {
    const { stdout, code, stderr } = await analyse(['--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      requests: 400,
      findings: asked(['saturation', 'survivors']),
      notes: [],
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('are told in the words of the summary', async () => {
    const { stdout } = await analyse();
    expect(stdout).toContain('· 400 requests of results.json.gz\n');
    expect(stdout).toContain('\n  saturation\n  Saturated at 8 users:');
    expect(stdout).toContain('\n  survivors\n  400 of 400 exchanges ended;');
    expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  it('are of other analyses where some are named', async () => {
    const { stdout } = await analyse(['--only', 'growth, bottleneck', '--json']);
    expect(JSON.parse(stdout).findings).toEqual(asked(['growth', 'bottleneck']));
  });

  it('as Markdown have a heading each', async () => {
    const { stdout } = await analyse(['--markdown']);
    expect(stdout).toMatch(/^# .*400 requests of results\.json\.gz\n/);
    expect(stdout).toContain('\n## saturation\n\nSaturated at 8 users:');
  });
});

describe('what makes them doubtful', () => {
  it('comes first: an invalid run', async () => {
    const validity = { status: 'invalid' as const, reasons: ['this machine was late by 68 ms'] };
    const { stdout } = await analyse([], { summary: { validity, interrupted: true } });
    expect(stdout).toMatch(/invalid: this machine was late by 68 ms\n {2}interrupted: [^\n]+\n\n {2}saturation\n/);
  });

  it('is a record that could not all be read', async () => {
    const { stdout, code } = await analyse([], { lines: [...recordOf(run), 'Killed', rowLine({ v: 9 })] });
    expect(stdout).toContain("  note: left out: 1, the first at results.json.gz:802: the row's v is");
    expect(stdout).toContain("  note: left out: 1, the first at results.json.gz:801: no line of k6's JSON output");
    expect(code).toBe(0);
  });
});

describe('a run whose rows were too many to keep', () => {
  it('says during the run how to decide it afterwards', () => {
    expect(withoutRows('growth')).toMatchObject({
      name: 'growth',
      level: 'undecided',
      because: [
        expect.stringContaining('at most 50000 requests'),
        '`k6-llm analyse` on the results folder decides it afterwards, from the record',
      ],
    });
  });
});

describe('wrong use', () => {
  it('a file without a summary beside it → 2', async () => {
    const folder = tempFolder();
    writeFileSync(path.join(folder, 'results.json'), file(rowLine()));
    const { code, stdout, stderr } = await runInProcess(['analyse', 'results.json'], {}, folder);
    expect(stderr).toContain('results.json: has no summary.json beside it, which tells the windows of the load');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  it('a summary that is none of ours → 2, with the field', async () => {
    const { code, stderr } = await analyse([], { summary: { windows: 3 as never } });
    expect(stderr).toContain('summary.json: windows is wrong');
    expect(code).toBe(2);
  });

  it('a run that asks for no analysis → 2, with what to give', async () => {
    const { code, stderr } = await analyse([], { summary: { analyses: undefined as never } });
    expect(stderr).toContain('asks for no analysis; name some with --only, such as --only saturation');
    expect(code).toBe(2);
  });

  it('an unknown analysis → 2', async () => {
    const { code, stderr } = await analyse(['--only', 'groth']);
    expect(stderr).toContain(
      '--only groth: groth is no analysis (did you mean growth?); accepted is one of saturation,',
    );
    expect(code).toBe(2);
  });
});
