import path from 'node:path';
import { Command } from 'commander';
import { wrongUse } from '../cli-error.ts';
import type { CommandContext } from '../command-context.ts';
import type { Io } from '../io.ts';
import { needK6 } from '../k6/find.ts';
import { inUsersWords, optionsFromFlags, runEnvironment } from '../options/environment.ts';
import { addOptionFlags, optionFlags } from '../options/flags.ts';
import { createResultsFolder, useResultsFolder } from '../record/folder.ts';
import { runScenario } from '../run-scenario.ts';
import { printScenarios, requireScenario } from '../scenario-list.ts';

export function runCommand({ io, forK6, end }: CommandContext): Command {
  const command = new Command('run')
    .summary('load an endpoint and judge it')
    .description('Loads the endpoint that LLM_BASE_URL names and judges it. Without a scenario: lists them.')
    .argument('[scenario]', 'what to run')
    .option('--list', 'list the scenarios')
    .addHelpText('after', help);
  addOptionFlags(command, optionFlags);
  return command.action(async (scenario: string | undefined, given: Record<string, unknown>) => {
    if (scenario === undefined || given.list === true) return printScenarios(io);
    end(await run(io, scenario, given, forK6));
  });
}

async function run(io: Io, scenario: string, given: Record<string, unknown>, forK6: string[]): Promise<number> {
  await requireScenario(scenario);
  refuseWithoutSummary(forK6);
  const flags = optionsFromFlags(given);
  const env = runEnvironment(io.env, flags, io.cwd);
  const reword = (message: string): string => inUsersWords(message, flags);
  const k6 = await needK6(io);
  const folder = env.LLM_OUT
    ? await useResultsFolder(io.cwd, env.LLM_OUT, reword)
    : await createResultsFolder(io.cwd, scenario, new Date());
  const { exitCode, report } = await runScenario(io, { scenario, k6, env, folder, forK6, reword });
  if (report !== undefined)
    io.stdout.write(`results in ${path.relative(io.cwd, folder) || '.'} · exit code ${exitCode}\n`);
  return exitCode;
}

/** The verdict is read from the summary. */
function refuseWithoutSummary(forK6: string[]): void {
  const found = forK6.find((argument) => /^--(summary-mode|new-machine-readable-summary)/.test(argument));
  if (found !== undefined)
    throw wrongUse(`${found}: there would be no verdict; accepted after -- is every other flag of \`k6 run\``);
}

const help = `
Each flag is also a variable: --base-url is LLM_BASE_URL. A flag goes before a variable, and a
variable before the scenario's own default. Secrets are variables only: LLM_API_KEY,
LLM_EXTRA_HEADERS. What follows -- goes to \`k6 run\` as it is.

  LLM_API_KEY=… k6-llm run ramp --base-url https://api.example.com/v1 --model small --stages 30s:5,1m:20
`;
