import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import type { GateReport } from '../../lib/analysis/gate/gate-report.ts';
import { renderGateJunit } from '../../lib/report/gate/junit.ts';
import { renderGateMarkdown } from '../../lib/report/gate/markdown.ts';
import { renderGateText } from '../../lib/report/gate/text.ts';
import { wrongUse } from '../cli-error.ts';
import { takesColour } from '../colour.ts';
import type { CommandContext } from '../command-context.ts';
import { gateRuns } from '../gate/gate-runs.ts';
import type { Io } from '../io.ts';
import { readPolicy } from '../policy/read-policy.ts';

type Format = 'junit' | 'markdown' | 'json';

interface GateFlags extends Partial<Record<Format, string>> {
  config?: string;
}

export function gateCommand({ io, end }: CommandContext): Command {
  return new Command('gate')
    .summary('decide whether runs keep what was promised')
    .description(
      'Judges the results of one or several runs by the SLOs of a policy: k6-llm.config.ts, .json or .yaml in this ' +
        'folder, or the file that --config names. Without SLOs the runs are held to their own thresholds.',
    )
    .argument('<results...>', 'results folders, results.json or results.json.gz, - for standard input')
    .option('--config <file>', 'the policy')
    .option('--junit <file>', 'write JUnit XML')
    .option('--markdown <file>', 'write Markdown, for a step summary or a comment')
    .option('--json <file>', 'write JSON (docs/schema/gate.json)')
    .addHelpText('after', help)
    .action(async (results: string[], flags: GateFlags) => end(await gate(io, results, flags)));
}

async function gate(io: Io, results: string[], flags: GateFlags): Promise<number> {
  const found = await readPolicy(io.cwd, flags.config);
  const report = await gateRuns(results, found, io);
  io.stdout.write(renderGateText(report, takesColour(io.stdout, io)));
  for (const format of Object.keys(renderings) as Format[]) {
    const file = flags[format] ?? found?.policy.reports?.[format];
    if (file !== undefined) await write(io.cwd, file, renderings[format](report));
  }
  return report.verdict.exitCode;
}

const renderings: Record<Format, (report: GateReport) => string> = {
  junit: renderGateJunit,
  markdown: renderGateMarkdown,
  json: (report) => `${JSON.stringify(report, null, 2)}\n`,
};

async function write(cwd: string, given: string, text: string): Promise<void> {
  const file = path.resolve(cwd, given);
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw wrongUse(`${given}: cannot be written (${code}); accepted is a file in a folder that you may write to`);
  }
}

const help = `
Several runs of a scenario are judged together: an objective is decided by all their requests, and
broken as well where one run breaks it by itself. Ends with 0 passed, 3 an objective was broken,
4 invalid, cut off or undecided, 5 stopped at the budget, 6 refused, 2 wrong use.

  k6-llm gate results/fixed-20261122-101500 --junit gate.xml --markdown gate.md
`;
