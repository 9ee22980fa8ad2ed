import type { PlanNote } from '../../lib/cost/estimate/plan-note.ts';
import type { K6Scenario } from '../../lib/load/starts.ts';
import { CliError, wrongUse } from '../cli-error.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { runQuietly } from '../process/run-quietly.ts';
import { llmErrorIn, logMessages } from './log-messages.ts';

/** What a script would do. */
export interface Plan {
  /** With the time to end gracefully: `11m5s`. */
  totalDuration: string;
  maxVus: number;
  /** k6's own, by name, as k6 understood them. */
  scenarios: Record<string, K6Scenario>;
  /** What the script says of its plan; absent if it is not one of ours. */
  note?: PlanNote;
}

/** What `k6 inspect` prints, as far as it is read. */
interface Inspected {
  totalDuration: string;
  maxVUs: number;
  scenarios?: Record<string, K6Scenario> | null;
  ext?: { 'k6-llm'?: PlanNote } | null;
}

/**
 * Lets k6 load the script without running it, which takes a fraction of a second. Whatever it refuses comes as k6's log
 * line with a stack; the user gets the one sentence in it.
 *
 * @param reword the sentence as the user should read it
 */
export async function preflight(
  io: Io,
  k6: string,
  script: string,
  env: Record<string, string | undefined>,
  forK6: string[],
  reword: (message: string) => string,
): Promise<Plan> {
  const args = [
    'inspect',
    '--execution-requirements',
    '--include-system-env-vars',
    '--log-format',
    'json',
    ...initArguments(forK6),
  ];
  const { code, stdout, stderr } = await runQuietly(k6, [...args, script], {
    env: { ...env, PWD: io.cwd },
    cwd: io.cwd,
  });
  if (code === 0) {
    const { totalDuration, maxVUs, scenarios, ext } = JSON.parse(stdout) as Inspected;
    const note = ext?.['k6-llm'];
    return { totalDuration, maxVus: maxVUs, scenarios: scenarios ?? {}, ...(note && { note }) };
  }
  const said = logMessages(stderr);
  const ours = llmErrorIn(said);
  if (ours !== undefined) throw wrongUse(reword(ours));
  const theirs = said.at(-1)?.split('\n')[0] ?? stderr.trim();
  if (code === 107 || code === 104) throw wrongUse(`k6 does not take the script: ${theirs}`);
  throw new CliError(exitCodes.noK6, `${k6} inspect ended with ${code}: ${theirs}`);
}

/** Of the user's arguments for `k6 run`, those that its init context sees; `inspect` knows no others. */
function initArguments(forK6: string[]): string[] {
  const kept: string[] = [];
  for (const [index, argument] of forK6.entries()) {
    if (/^(--env|--secret-source)=|^-e./.test(argument)) kept.push(argument);
    else if (/^(-e|--env|--secret-source)$/.test(argument)) kept.push(argument, forK6[index + 1] ?? '');
  }
  return kept;
}
