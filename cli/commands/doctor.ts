import { Command } from 'commander';
import type { Probe } from '../../lib/measure/probe.ts';
import { painter } from '../colour.ts';
import type { CommandContext } from '../command-context.ts';
import { askEndpoint } from '../doctor/ask-endpoint.ts';
import type { Check } from '../doctor/check.ts';
import { checkMachine } from '../doctor/check-machine.ts';
import { describeProbe } from '../doctor/describe-probe.ts';
import { renderChecks } from '../doctor/render.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { needK6 } from '../k6/find.ts';
import { optionsFromFlags, runEnvironment } from '../options/environment.ts';
import { addOptionFlags, optionFlags } from '../options/flags.ts';
import { withoutSecrets } from '../secrets.ts';

export function doctorCommand({ io, end }: CommandContext): Command {
  const command = new Command('doctor')
    .summary('check this machine, and one request to your endpoint')
    .description('Checks Node, Go and k6; with LLM_BASE_URL set it sends one request and says what the stream is like.')
    .option('--json', 'print the findings as JSON');
  addOptionFlags(
    command,
    optionFlags.filter(({ ofRequest }) => ofRequest),
  );
  return command.action(async (given: Record<string, unknown>) => {
    end(await doctor(io, optionsFromFlags(given), given.json === true));
  });
}

async function doctor(io: Io, flags: Record<string, string>, json: boolean): Promise<number> {
  const paint = painter(io.stdout, io);
  const checks: Check[] = [];
  const tell = (found: Check[]): void => {
    checks.push(...found);
    if (!json) io.stdout.write(withoutSecrets(renderChecks(found, paint), io.env));
  };
  const machine = await checkMachine(io);
  tell(machine.checks);
  let probe: Probe | undefined;
  if (!(flags.LLM_BASE_URL ?? io.env.LLM_BASE_URL)) {
    tell([
      {
        status: 'note',
        words: 'no endpoint was looked at',
        advice: 'give --base-url and --model (or LLM_BASE_URL and LLM_MODEL) and, if it needs a key, LLM_API_KEY',
      },
    ]);
  } else if (machine.usable) {
    const env = runEnvironment(io.env, flags, io.cwd);
    probe = await askEndpoint(io, (machine.k6 ?? (await needK6(io))).path, env);
    if (!json) io.stdout.write(`\nOne request to ${env.LLM_BASE_URL}:\n`);
    tell(describeProbe(probe));
  }
  if (json) io.stdout.write(withoutSecrets(`${JSON.stringify({ checks, probe }, null, 2)}\n`, io.env));
  return checks.find(({ status }) => status === 'failed')?.exitCode ?? exitCodes.passed;
}
