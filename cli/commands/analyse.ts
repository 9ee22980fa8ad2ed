import { Command } from 'commander';
import type { Finding } from '../../lib/analysis/finding.ts';
import { type AnalysisName, analyses, analysisNames } from '../../lib/analysis/registry.ts';
import { nearest } from '../../lib/options/nearest.ts';
import { findingParts } from '../../lib/report/markdown.ts';
import type { Report } from '../../lib/report/report.ts';
import { findingLines } from '../../lib/report/text.ts';
import { wrap } from '../../lib/report/text-table.ts';
import { missingWords } from '../analyse/missing-words.ts';
import { readRunRows } from '../analyse/read-run-rows.ts';
import { wrongUse } from '../cli-error.ts';
import type { CommandContext } from '../command-context.ts';
import type { Io } from '../io.ts';
import { summaryBeside } from '../record/summary-beside.ts';
import { findResultsFiles } from '../results/find-files.ts';

interface Given {
  only?: string;
  json?: boolean;
  markdown?: boolean;
}

export function analyseCommand({ io }: CommandContext): Command {
  return new Command('analyse')
    .alias('analyze')
    .summary('what the analyses make of a run, over its whole record')
    .description(
      "Runs the analyses of the run's scenario over all requests of its record, however many they are. During a run they have at most 50000.",
    )
    .argument('<results>', 'folder of `k6-llm run`, or the results.json.gz in it')
    .option('--only <names>', `other analyses than the scenario's, with commas: ${analysisNames.join(', ')}`)
    .option('--json', 'print the findings as JSON')
    .option('--markdown', 'print the findings as Markdown')
    .action(async (results: string, given: Given) => {
      await analyse(io, results, given);
    });
}

async function analyse(io: Io, results: string, given: Given): Promise<void> {
  if (given.json && given.markdown) throw wrongUse('--json and --markdown: accepted is one of the two');
  const only = given.only === undefined ? undefined : parseNames(given.only);
  const [file] = await findResultsFiles([results], io);
  const summary = file && (await summaryBeside(file));
  if (file === undefined || summary === undefined)
    throw wrongUse(
      `${file?.name ?? results}: has no summary.json beside it, which tells the windows of the load; accepted is a folder of \`k6-llm run\``,
    );
  const names = only ?? namesIn(summary, results);
  const { input, read } = await readRunRows(file, summary, io);
  const findings = names.flatMap((name) => analyses[name](input));
  const notes = missingWords(read);
  if (given.json) {
    const told = { schema: 1, files: read.files, scenario: summary.scenario, requests: read.rows, findings, notes };
    io.stdout.write(`${JSON.stringify(told, null, 2)}\n`);
    return;
  }
  const head = `${summary.scenario} · ${read.rows} requests of ${file.name}`;
  io.stdout.write(given.markdown ? markdown(head, summary, findings, notes) : text(head, summary, findings, notes));
}

function text(head: string, summary: Report, findings: Finding[], notes: string[]): string {
  const distrust = distrustIn(summary);
  const lines = [
    '',
    `k6-llm analyse ${head}`,
    summary.about,
    ...(distrust.length === 0 ? [] : ['']),
    ...distrust.map((reason) => `  ${reason}`),
    ...findings.flatMap(findingLines),
    '',
    ...notes.map((words) => `  note: ${words}`),
    ...(notes.length === 0 ? [] : ['']),
  ];
  return lines.flatMap((line) => wrap(line)).join('\n');
}

/** What makes the numbers doubtful comes before them. */
function distrustIn({ validity, interrupted }: Report): string[] {
  return [
    ...(validity.status === 'invalid' ? validity.reasons.map((reason) => `invalid: ${reason}`) : []),
    ...(interrupted ? ['interrupted: the run was ended early'] : []),
  ];
}

function markdown(head: string, summary: Report, findings: Finding[], notes: string[]): string {
  const listed = (all: string[]): string => all.map((words) => `- ${words}`).join('\n');
  const parts = [
    `# ${head}`,
    summary.about,
    listed(distrustIn(summary)),
    ...findings.flatMap(findingParts),
    listed(notes),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function namesIn({ analyses: names, scenario }: Report, results: string): AnalysisName[] {
  if (names !== undefined) return names;
  throw wrongUse(
    `${results}: the run of ${scenario} asks for no analysis; name some with --only, such as --only saturation`,
  );
}

function parseNames(text: string): AnalysisName[] {
  return text.split(',').map((given) => {
    const name = analysisNames.find((known) => known === given.trim());
    if (name === undefined)
      throw wrongUse(
        `--only ${text}: ${given.trim()} is no analysis${nearest(given.trim(), [...analysisNames])}; accepted is one of ${analysisNames.join(', ')}`,
      );
    return name;
  });
}
