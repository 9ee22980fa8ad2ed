import path from 'node:path';
import { Command } from 'commander';
import { wrongUse } from '../cli-error.ts';
import type { CommandContext } from '../command-context.ts';
import type { Io } from '../io.ts';
import { needK6 } from '../k6/find.ts';
import { inUsersWords, optionsFromFlags, runEnvironment, withoutSet } from '../options/environment.ts';
import { addOptionFlags, optionFlags } from '../options/flags.ts';
import { ownScript } from '../policy/own-script.ts';
import { policyOptions } from '../policy/policy-options.ts';
import { type FoundPolicy, objectivesOf, readPolicy } from '../policy/read-policy.ts';
import { createResultsFolder, useResultsFolder } from '../record/folder.ts';
import { runScenario } from '../run-scenario.ts';
import { type ListedScenario, printScenarios, requireScenario } from '../scenario-list.ts';

export function runCommand({ io, forK6, end }: CommandContext): Command {
  const command = new Command('run')
    .summary('load an endpoint and judge it')
    .description('Loads the endpoint that LLM_BASE_URL names and judges it. Without a scenario: lists them.')
    .argument('[scenario]', 'what to run')
    .option('--list', 'list the scenarios')
    .option('--config <file>', 'the policy (default: k6-llm.config.ts, .json or .yaml in this folder)')
    .addHelpText('after', help);
  addOptionFlags(command, optionFlags);
  return command.action(async (scenario: string | undefined, given: Record<string, unknown>) => {
    const found = await readPolicy(io.cwd, given.config as string | undefined);
    if (scenario === undefined || given.list === true) return printScenarios(io, ownScenarios(found));
    end(await run(io, { scenario, given, forK6, found }));
  });
}

interface RunWish {
  scenario: string;
  given: Record<string, unknown>;
  forK6: string[];
  found: FoundPolicy | undefined;
}

async function run(io: Io, { scenario, given, forK6, found }: RunWish): Promise<number> {
  await requireScenario(
    scenario,
    ownScenarios(found).map(({ name }) => name),
  );
  refuseWithoutSummary(forK6);
  const flags = optionsFromFlags(given);
  const policy = withoutSet(policyOptions(found, scenario), io.env);
  const env = runEnvironment(io.env, flags, io.cwd, policy);
  const reword = (message: string): string => inUsersWords(message, flags, policy);
  const k6 = await needK6(io);
  const own = await ownScript(found, scenario);
  try {
    const folder = env.LLM_OUT
      ? await useResultsFolder(io.cwd, env.LLM_OUT, reword)
      : await createResultsFolder(io.cwd, scenario, new Date());
    const { exitCode, report } = await runScenario(io, {
      scenario,
      script: own?.path,
      k6,
      env,
      folder,
      forK6,
      reword,
    });
    if (report === undefined) return exitCode;
    const shown = path.relative(io.cwd, folder) || '.';
    io.stdout.write(`results in ${shown} · exit code ${exitCode}\n`);
    if (report.scenario !== scenario) tellOtherName(io, scenario, report.scenario);
    if (objectivesOf(found?.policy ?? {}, report.scenario).length > 0)
      io.stdout.write(`judge it by the SLOs of ${found?.name} with: k6-llm gate ${shown}\n`);
    return exitCode;
  } finally {
    await own?.remove();
  }
}

/** Those of the policy that are scripts of the user's own. */
function ownScenarios(found: FoundPolicy | undefined): ListedScenario[] {
  return Object.entries(found?.policy.scenarios ?? {}).flatMap(([name, { script }]) =>
    script === undefined ? [] : [{ name, question: `your own: ${script}` }],
  );
}

/** The gate knows a run by the name in its summary. */
function tellOtherName(io: Io, scenario: string, named: string): void {
  io.stderr.write(
    `k6-llm: this script calls itself ${named}, so SLOs of ${scenario} are not for it; give defineTest the name ${scenario}\n`,
  );
}

/** The verdict is read from the summary. */
function refuseWithoutSummary(forK6: string[]): void {
  const found = forK6.find((argument) => /^--(summary-mode|new-machine-readable-summary)/.test(argument));
  if (found !== undefined)
    throw wrongUse(`${found}: there would be no verdict; accepted after -- is every other flag of \`k6 run\``);
}

const help = `
Each flag is also a variable: --base-url is LLM_BASE_URL. A flag goes before a variable, a variable
before the policy, and that before the scenario's own default. Secrets are variables only:
LLM_API_KEY, LLM_EXTRA_HEADERS. What follows -- goes to \`k6 run\` as it is.

  LLM_API_KEY=… k6-llm run ramp --base-url https://api.example.com/v1 --model small --stages 30s:5,1m:20
`;
