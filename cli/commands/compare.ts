import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { compareRuns } from '../../lib/analysis/comparison/compare-runs.ts';
import type { Comparison } from '../../lib/analysis/comparison/comparison.ts';
import { defaultGated } from '../../lib/analysis/comparison/figures.ts';
import type { RunFigures } from '../../lib/analysis/comparison/run-figures.ts';
import { comparisonMarkdown } from '../../lib/report/comparison-markdown.ts';
import { comparisonText } from '../../lib/report/comparison-text.ts';
import { version } from '../../lib/version.ts';
import { wrongUse } from '../cli-error.ts';
import { painter } from '../colour.ts';
import type { CommandContext } from '../command-context.ts';
import { figuresHelp, parseEffects, parseGated } from '../comparison/options.ts';
import { readSide } from '../comparison/read-side.ts';
import { refuseRepeated, refuseUnlike } from '../comparison/refuse.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { readPolicy } from '../policy/read-policy.ts';
import { type Baseline, baselineVersion } from '../schemas/baseline.ts';

interface Given {
  base?: string[];
  head?: string[];
  gate?: string;
  effect?: string[];
  saveBaseline?: string;
  markdown?: string;
  json?: string;
  config?: string;
  allowDifferences?: true;
}

export function compareCommand({ io, end }: CommandContext): Command {
  return new Command('compare')
    .summary('tell a regression from the noise between runs')
    .description(
      'Compares several runs with several runs of a baseline, and says whether they differ by more than runs do.',
    )
    .argument('[base]', 'a folder of runs, a run or a baseline file; more than one: --base')
    .argument('[head]', 'the same for what is held against it; more than one: --head')
    .option('--base <runs...>', 'runs to compare with, or a baseline file')
    .option('--head <runs...>', 'runs that are in question')
    .option('--gate <figures>', `the figures that decide, at most 4 (default: ${defaultGated.join(',')})`)
    .option('--effect <figure=change...>', 'the change to be found, such as ttft.p50=5% or failures=1%')
    .option('--save-baseline <file>', "write the head's runs (the base's, without a head) as a baseline file")
    .option('--markdown <file>', 'write the comparison as Markdown; - prints it in place of the table')
    .option('--json <file>', 'write it as JSON (docs/schema/comparison.json); - prints it in place of the table')
    .option('--config <file>', "the policy whose baseline stands in for --base; else this folder's, if there is one")
    .option('--allow-differences', 'compare although scenario or options differ')
    .addHelpText('after', help)
    .action(async (base: string | undefined, head: string | undefined, given: Given) => {
      end(await compare(io, await sidesOf(io, base, head, given), given));
    });
}

interface Sides {
  base: string[];
  head: string[];
}

async function sidesOf(io: Io, base: string | undefined, head: string | undefined, given: Given): Promise<Sides> {
  if (base !== undefined && (given.base !== undefined || given.head !== undefined))
    throw wrongUse(`${base}: runs without a flag beside --base or --head; accepted is one way or the other`);
  const sides = {
    base: given.base ?? (base === undefined ? [] : [base]),
    head: given.head ?? (head === undefined ? [] : [head]),
  };
  if (sides.base.length > 0 && sides.head.length > 0) return sides;
  const runs = given.base === undefined ? [...sides.head, ...sides.base] : [];
  if (runs.length > 0 && given.saveBaseline === undefined) {
    const baseline = await baselineOfPolicy(io, given.config);
    if (baseline !== undefined) return { base: [baseline], head: runs };
  }
  if (runs.length + sides.base.length > 0 && given.saveBaseline !== undefined) return sides;
  const what =
    given.base !== undefined ? 'hold against the base' : runs.length > 0 ? 'compare the runs with' : 'compare';
  throw wrongUse(
    `nothing to ${what}: accepted is --base with runs or a baseline file (or a policy's baseline) and --head with runs, ` +
      'or one of them and --save-baseline',
  );
}

/** From the folder of the policy, as a path that holds from here. */
async function baselineOfPolicy(io: Io, config: string | undefined): Promise<string | undefined> {
  const found = await readPolicy(io.cwd, config);
  if (found?.policy.baseline === undefined) return undefined;
  return path.relative(io.cwd, path.resolve(path.dirname(found.file), found.policy.baseline));
}

async function compare(io: Io, given: Sides, options: Given): Promise<number> {
  const gated = options.gate === undefined ? undefined : parseGated(options.gate);
  const effects = parseEffects(options.effect ?? []);
  const [base, head] = await Promise.all([readSide(given.base, io.cwd), readSide(given.head, io.cwd)]);
  refuseRepeated([...base, ...head]);
  if (!options.allowDifferences) refuseUnlike(base, head);

  if (base.length === 0 || head.length === 0) return save(io, [...base, ...head], options.saveBaseline as string);
  const comparison = compareRuns(base, head, { ...(gated === undefined ? {} : { gated }), effects });
  await write(io, comparison, options);
  const { exitCode, status } = comparison.verdict;
  if (options.saveBaseline !== undefined) {
    if (status === 'regression') io.stderr.write(`${options.saveBaseline} is left as it is: the head is worse\n`);
    else await save(io, head, options.saveBaseline);
  }
  return exitCode;
}

async function write(io: Io, comparison: Comparison, { markdown, json }: Given): Promise<void> {
  const renderings = [
    { to: markdown, render: () => comparisonMarkdown(comparison) },
    { to: json, render: () => `${JSON.stringify(comparison, null, 2)}\n` },
  ];
  if (renderings.filter(({ to }) => to === '-').length === 2)
    throw wrongUse('--markdown and --json: both are -; accepted is one of them on standard output');
  if (!renderings.some(({ to }) => to === '-')) io.stdout.write(comparisonText(comparison, painter(io.stdout, io)));
  for (const { to, render } of renderings) {
    if (to === '-') io.stdout.write(render());
    else if (to !== undefined) await writeTo(io, to, render());
  }
}

/** Runs that cannot be trusted would make every later comparison invalid. */
async function save(io: Io, runs: readonly RunFigures[], file: string): Promise<number> {
  const unusable = runs.filter((run) => run.unusable.length > 0);
  for (const { run, unusable: reasons } of unusable)
    io.stderr.write(`cannot be trusted: ${run}: ${reasons.join('; ')}\n`);
  if (unusable.length > 0) {
    io.stderr.write(`${file} is not written: a baseline holds only runs that can be trusted\n`);
    return exitCodes.undecided;
  }
  const baseline: Baseline = {
    schema: baselineVersion,
    kind: 'baseline',
    versions: { 'k6-llm': version },
    runs: [...runs],
  };
  await writeTo(io, file, `${JSON.stringify(baseline, null, 2)}\n`);
  io.stderr.write(`${runs.length === 1 ? '1 run' : `${runs.length} runs`} saved as a baseline: ${file}\n`);
  return exitCodes.passed;
}

async function writeTo(io: Io, file: string, text: string): Promise<void> {
  await writeFile(path.resolve(io.cwd, file), text).catch((error: NodeJS.ErrnoException) => {
    throw wrongUse(`${file}: cannot be written (${error.code}); accepted is a file in a folder that you may write to`);
  });
}

const help = `
Figures, each one number a run:
${figuresHelp()}

Runs that are started one after another differ by a few percent for no reason. So no run is compared
with another: the five of a side are. A change counts if the rank test over runs says so (5 % over all
figures that decide together, by Holm) and if it is at least half of --effect, which is 10 % unless
set, and 2 points of a share. Take 5 runs a side, in turns: base, head, base, head, ….

  k6-llm compare --base results/a1 results/a2 … --head results/b1 results/b2 …
  k6-llm compare results/main results/branch                     folders that hold the runs
  k6-llm compare --head results/main --save-baseline baseline.json
  k6-llm compare --base baseline.json --head results/branch
  k6-llm compare results/branch                                  with the baseline of the policy
`;
