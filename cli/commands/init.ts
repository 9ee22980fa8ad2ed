import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { wrongUse } from '../cli-error.ts';
import type { CommandContext } from '../command-context.ts';
import { type InitPlan, planFiles } from '../init/plan-files.ts';
import { type PolicyFormat, policyFormats } from '../init/policy-template.ts';
import type { Io } from '../io.ts';
import { policyFiles } from '../policy/policy-file.ts';

interface InitFlags {
  name?: string;
  script?: string;
  format: string;
  workflow: boolean;
  force?: boolean;
}

export function initCommand({ io }: CommandContext): Command {
  return new Command('init')
    .summary('begin a suite: a policy, a scenario of your own, a workflow')
    .description(
      'Writes a policy (k6-llm.config.ts), a scenario of your own and a workflow for GitHub into this folder. ' +
        'Nothing that is there is overwritten without --force.',
    )
    .option('--name <name>', 'the name of the scenario (default chat)')
    .option('--script <file>', 'a script of your own that is there already, in place of a new one')
    .option('--format <format>', `of the policy: one of ${policyFormats.join(', ')}`, 'ts')
    .option('--no-workflow', 'no workflow')
    .option('--force', 'overwrite what is there')
    .action(async (flags: InitFlags) => init(io, flags));
}

async function init(io: Io, { name, script, format, workflow, force = false }: InitFlags): Promise<void> {
  if (!isFormat(format)) throw wrongUse(`--format=${format}: accepted is one of ${policyFormats.join(', ')}`);
  const plan = await planFiles(io.cwd, { name, script, format, workflow });
  await refuseSecondPolicy(io.cwd, `k6-llm.config.${format}`);
  const taken = [];
  for (const { file } of plan.files) if (await exists(path.join(io.cwd, file))) taken.push(file);
  if (taken.length > 0 && !force) {
    throw wrongUse(
      `${taken.join(', ')}: ${taken.length === 1 ? 'is' : 'are'} there already, and nothing was written; --force overwrites`,
    );
  }
  for (const { file, text } of plan.files) await write(io.cwd, file, text);
  const width = Math.max(...plan.files.map(({ file }) => file.length));
  for (const { file, about } of plan.files) io.stdout.write(`wrote ${file.padEnd(width)}  ${about}\n`);
  io.stdout.write(nextSteps(plan, workflow, await ignoresResults(io.cwd)));
}

/** Two policies in one folder would be a riddle, and the other one is somebody's work. */
async function refuseSecondPolicy(cwd: string, own: string): Promise<void> {
  const found = (await readdir(cwd)).find((name) => policyFiles.includes(name) && name !== own);
  if (found !== undefined)
    throw wrongUse(`${found}: there is a policy already, and nothing was written; remove it first`);
}

async function write(cwd: string, file: string, text: string): Promise<void> {
  const target = path.join(cwd, file);
  try {
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw wrongUse(`${file}: cannot be written (${code}); accepted is a folder that you may write to`);
  }
}

function nextSteps({ name, start: { command } }: InitPlan, workflow: boolean, ignored: boolean): string {
  const steps = [
    `export LLM_BASE_URL=… LLM_MODEL=… LLM_API_KEY=…   (no endpoint at hand? ${command} simulate)`,
    `${command} run ${name} --out results/first`,
    `${command} gate results/first`,
    ...(workflow ? ['in GitHub: variables LLM_BASE_URL and LLM_MODEL, and the secret LLM_API_KEY'] : []),
    ...(ignored ? [] : ['add results/ to .gitignore']),
  ];
  return `\nNext:\n${steps.map((step, i) => `  ${i + 1}. ${step}`).join('\n')}\n`;
}

async function ignoresResults(cwd: string): Promise<boolean> {
  const text = await readFile(path.join(cwd, '.gitignore'), 'utf8').catch(() => '');
  return /^\/?results\/?\s*$/m.test(text);
}

async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined)) !== undefined;
}

function isFormat(text: string): text is PolicyFormat {
  return policyFormats.some((format) => format === text);
}
