import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Probe } from '../../lib/measure/probe.ts';
import { CliError, wrongUse } from '../cli-error.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { k6Environment } from '../k6/environment.ts';
import { llmErrorIn, logMessages } from '../k6/log-messages.ts';
import { runQuietly } from '../process/run-quietly.ts';
import { whileSignalled } from '../process/while-signalled.ts';
import { showProgress } from '../progress.ts';
import { scriptOf } from '../scenario-list.ts';

/** Sends one request as a run would send it, through the same k6, and hands back what was seen. */
export async function askEndpoint(io: Io, k6: string, env: Record<string, string | undefined>): Promise<Probe> {
  const folder = await mkdtemp(path.join(tmpdir(), 'k6-llm-doctor-'));
  const console = path.join(folder, 'console');
  const progress = showProgress(io, `asking ${env.LLM_BASE_URL}`);
  let stop: (signal: NodeJS.Signals) => void = () => {};
  let interrupted = false;
  try {
    const args = ['run', '--quiet', '--log-format', 'json', '--console-output', console, scriptOf('doctor')];
    const run = (): Promise<{ code: number; stderr: string }> =>
      runQuietly(k6, args, {
        env: { ...k6Environment(env), LLM_OUT: undefined, PWD: io.cwd },
        cwd: io.cwd,
        onStart: (kill) => {
          stop = kill;
        },
      });
    const { code, stderr } = await whileSignalled(
      io,
      () => {
        interrupted = true;
        stop('SIGINT');
      },
      run,
    );
    if (interrupted) throw new CliError(exitCodes.undecided, 'interrupted');
    const line = await readFile(console, 'utf8').catch(() => '');
    if (line !== '') return probeIn(line);
    const messages = logMessages(stderr);
    const refused = llmErrorIn(messages);
    if (refused !== undefined) throw wrongUse(refused);
    throw new Error(`k6 ended with ${code} and told nothing of the endpoint: ${messages.join(' · ')}`);
  } finally {
    progress.end();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The console's file holds what k6 logs: the bare message, or a log line around it. */
function probeIn(text: string): Probe {
  const line = text.trim().split('\n').at(-1) ?? '';
  const told = JSON.parse(line) as Probe | { msg: string };
  return 'msg' in told ? (JSON.parse(told.msg) as Probe) : told;
}
