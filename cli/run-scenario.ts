import path from 'node:path';
import type { Report } from '../lib/report/report.ts';
import { painter } from './colour.ts';
import type { Io } from './io.ts';
import { k6Environment } from './k6/environment.ts';
import type { K6 } from './k6/find.ts';
import { preflight } from './k6/preflight.ts';
import { recordOutput } from './k6/record-output.ts';
import { superviseK6 } from './k6/supervise.ts';
import { exitCodeOfRun } from './record/exit-code-of-run.ts';
import { removeIfEmpty, resultFiles } from './record/folder.ts';
import { readSummary } from './record/read-summary.ts';
import { scriptOf } from './scenario-list.ts';

export interface ScenarioRun {
  scenario: string;
  /** What k6 runs. @default the scenario of that name that is ours */
  script?: string | undefined;
  k6: K6;
  /** With every option of the run in it. */
  env: Record<string, string | undefined>;
  /** Exists, and holds no run. */
  folder: string;
  forK6: string[];
  /** Puts an error of the script into the words that the user wrote. */
  reword: (message: string) => string;
}

export interface ScenarioEnd {
  exitCode: number;
  report: Report | undefined;
}

/** Runs one scenario from its first check to its verdict. */
export async function runScenario(
  io: Io,
  { scenario, script = scriptOf(scenario), k6, env, folder, forK6, reword }: ScenarioRun,
): Promise<ScenarioEnd> {
  const paint = painter(io.stderr, io);
  const prefix = paint('cyan', 'k6-llm:');
  const forRun = k6Environment({ ...env, LLM_OUT: folder });
  try {
    const plan = await preflight(io, k6.path, script, forRun, forK6, reword);
    const users = plan.maxVus === 1 ? '1 virtual user' : `${plan.maxVus} virtual users`;
    io.stderr.write(
      `${prefix} ${scenario} against ${forRun.LLM_BASE_URL} with up to ${users}, at most ${plan.totalDuration}\n` +
        `${prefix} Ctrl-C ends it early and keeps what was measured\n`,
    );
    const record = await recordOutput(k6.path, forRun, path.join(folder, resultFiles.points));
    const args = ['run', '--out', record, ...forK6, script];
    const end = await superviseK6(io, k6.path, args, {
      env: forRun,
      finishing: `${prefix} finishing, press again to discard`,
    });
    const report = await readSummary(folder);
    const { exitCode, words } = exitCodeOfRun(end, report);
    if (words !== undefined) io.stderr.write(`${prefix} ${words}\n`);
    return { exitCode, report };
  } finally {
    await removeIfEmpty(folder);
  }
}
