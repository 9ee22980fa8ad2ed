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
import { runEnvironment } from '../options/environment.ts';
import { withoutSecrets } from '../secrets.ts';

export function doctorCommand({ io, end }: CommandContext): Command {
  return new Command('doctor')
    .summary('check this machine, and one request to your endpoint')
    .description('Checks Node, Go and k6; with LLM_BASE_URL set it sends one request and says what the stream is like.')
    .option('--json', 'print the findings as JSON')
    .action(async ({ json }: { json?: boolean }) => end(await doctor(io, json === true)));
}

async function doctor(io: Io, json: boolean): Promise<number> {
  const paint = painter(io.stdout, io);
  const checks: Check[] = [];
  const tell = (found: Check[]): void => {
    checks.push(...found);
    if (!json) io.stdout.write(withoutSecrets(renderChecks(found, paint), io.env));
  };
  const machine = await checkMachine(io);
  tell(machine.checks);
  let probe: Probe | undefined;
  if (!io.env.LLM_BASE_URL) {
    tell([
      {
        status: 'note',
        words: 'no endpoint was looked at',
        advice: 'set LLM_BASE_URL, LLM_MODEL and, if it needs one, LLM_API_KEY',
      },
    ]);
  } else if (machine.usable) {
    const env = runEnvironment(io.env, {}, io.cwd);
    probe = await askEndpoint(io, (machine.k6 ?? (await needK6(io))).path, env);
    if (!json) io.stdout.write(`\nOne request to ${env.LLM_BASE_URL}:\n`);
    tell(describeProbe(probe));
  }
  if (json) io.stdout.write(withoutSecrets(`${JSON.stringify({ checks, probe }, null, 2)}\n`, io.env));
  return checks.find(({ status }) => status === 'failed')?.exitCode ?? exitCodes.passed;
}
