import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { k6Path } from '../cli/spawn-cli.ts';
import { root } from '../rules/source-files.ts';
import { evaluate, fillIn } from './expressions.ts';

export interface Step {
  id?: string;
  name?: string;
  if?: string;
  uses?: string;
  run?: string;
  shell?: string;
  env?: Record<string, string>;
  with?: Record<string, unknown>;
}

export interface Action {
  inputs: Record<string, { description: string; default?: string; required?: boolean }>;
  outputs: Record<string, { description: string; value: string }>;
  runs: { using: string; steps: Step[] };
}

export function readAction(): Action {
  return parse(readFileSync(path.join(root, 'action.yml'), 'utf8')) as Action;
}

export interface ActionRun {
  /** Of the first step that failed; 0 if none did. */
  exitCode: number;
  outputs: Record<string, string>;
  /** Names of the shell steps that ran. */
  ran: string[];
  /** What the steps said. */
  log: string;
  summary: string;
  /** The folder that would be uploaded. */
  results: string;
}

/**
 * The shell steps of action.yml one after the other, as a runner would: expressions filled in, outputs handed on, a
 * failure stopping all but what says `always()`. Other actions (Node, Go, cache, upload) are left out.
 */
export async function runAction(
  cwd: string,
  given: Record<string, string>,
  { github = {}, env = {} }: { github?: Record<string, unknown>; env?: Record<string, string> } = {},
): Promise<ActionRun> {
  const action = readAction();
  const unknown = Object.keys(given).filter((name) => !(name in action.inputs));
  if (unknown.length > 0) throw new Error(`no inputs: ${unknown.join(', ')}`);
  const inputs: Record<string, string> = {};
  for (const [name, input] of Object.entries(action.inputs)) inputs[name] = given[name] ?? input.default ?? '';

  const temp = path.join(cwd, 'runner-temp');
  mkdirSync(temp, { recursive: true });
  const summaryFile = path.join(temp, 'summary.md');
  writeFileSync(summaryFile, '');
  const { PATH = '', HOME = '' } = process.env;
  const jobEnv = { PATH, HOME, K6_BIN: await k6Path(), RUNNER_TEMP: temp, GITHUB_STEP_SUMMARY: summaryFile, ...env };
  const steps: Record<string, { outcome: string; outputs: Record<string, string> }> = {};
  const contexts = {
    inputs,
    steps,
    env: jobEnv,
    github: { action_path: root, event_name: 'push', ...github },
    runner: {},
  };
  const done: ActionRun = {
    exitCode: 0,
    outputs: {},
    ran: [],
    log: '',
    summary: '',
    results: path.join(cwd, inputs.results ?? ''),
  };

  for (const [i, step] of action.runs.steps.entries()) {
    if (step.run === undefined) continue;
    const condition = (step.if ?? '').replace(/^\$\{\{|\}\}$/g, '').trim();
    const wanted = condition === '' || evaluate(condition, contexts) === true;
    if (!wanted || (done.exitCode !== 0 && !condition.includes('always()'))) continue;
    const outputFile = path.join(temp, `output-${i}`);
    writeFileSync(outputFile, '');
    const stepEnv = Object.entries(step.env ?? {}).map(([name, value]) => [name, fillIn(String(value), contexts)]);
    const { status, said } = await bash(step.run, cwd, {
      ...jobEnv,
      ...Object.fromEntries(stepEnv),
      GITHUB_OUTPUT: outputFile,
    });
    done.ran.push(step.name ?? '');
    done.log += said;
    if (status !== 0 && done.exitCode === 0) done.exitCode = status;
    const told = readFileSync(outputFile, 'utf8').trim().split('\n').filter(Boolean);
    const outputs = Object.fromEntries(told.map((line) => [line.split('=')[0], line.slice(line.indexOf('=') + 1)]));
    if (step.id !== undefined) steps[step.id] = { outcome: status === 0 ? 'success' : 'failure', outputs };
  }
  done.summary = readFileSync(summaryFile, 'utf8');
  for (const [name, { value }] of Object.entries(action.outputs)) done.outputs[name] = fillIn(value, contexts);
  return done;
}

/** As a runner starts `shell: bash`. */
export function bash(
  script: string,
  cwd: string,
  env: Record<string, string>,
): Promise<{ status: number; said: string }> {
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ status: code ?? 1, said }));
  });
}
