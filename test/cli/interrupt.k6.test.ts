import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startSimulator } from '../../simulator/server.ts';
import { k6Versions } from './fake-programs.ts';
import { readReport, readRows, resultsFolder } from './recorded.ts';
import { type SpawnedCli, spawnCli } from './spawn-cli.ts';
import { tempFolder } from './temp-folder.ts';
import { until } from './until.ts';

const users = 5;

/**
 * A run that would go on for long, in full swing: some requests have ended, others are open. A user asks again only when
 * the last answer is recorded, so all but the newest request of each user are.
 */
async function running(): Promise<SpawnedCli & { cwd: string; recorded: () => number; group: number }> {
  const cwd = tempFolder();
  const simulator = await startSimulator({ prefillMs: 20, tokenMs: 5, outputTokens: 20 });
  onTestFinished(() => simulator.close());
  const env = { LLM_BASE_URL: `${simulator.url}/v1`, LLM_MODEL: 'm' };
  const cli = await spawnCli(['run', 'fixed', '--users', `${users}`, '--requests', '100000'], env, cwd);
  const recorded = (): number => simulator.stats().accepted - users;
  await until('20 requests are recorded', () => recorded() >= 20 || cli.child.exitCode !== null);
  return { ...cli, cwd, recorded, group: -(cli.child.pid as number) };
}

it('Ctrl-C in the terminal, which signals the whole process group, loses nothing that was recorded', async () => {
  const { cwd, ended, recorded, group } = await running();
  const before = recorded();
  process.kill(group, 'SIGINT');
  const { code, stdout, stderr } = await ended;

  expect(stderr).toContain('finishing, press again to discard');
  expect(stdout).toContain('INTERRUPTED: the run was ended early');
  expect(code).toBe(4);
  const folder = resultsFolder(cwd);
  expect(readReport(folder)).toMatchObject({ interrupted: true, verdict: { status: 'interrupted', exitCode: 4 } });
  const rows = readRows(folder).filter(({ outcome }) => outcome === 'ok');
  expect(rows.length).toBeGreaterThanOrEqual(before);
  expect(readReport(folder).outcomes.ok).toBe(rows.length);
});

it('k6 itself gets one signal, though the terminal sends it to the whole group: two leave its files empty', async () => {
  const cwd = tempFolder();
  const notes = path.join(cwd, 'notes');
  // Notes each signal, and is done when it may be.
  const K6_BIN = path.join(cwd, 'k6');
  writeFileSync(
    K6_BIN,
    `#!${process.execPath}
const { appendFileSync, existsSync } = require('node:fs');
const answers = { version: ${JSON.stringify(k6Versions.ours)}, inspect: '{"totalDuration":"1s","maxVUs":1}' };
const answer = answers[process.argv[2]];
if (answer) console.log(answer);
else {
  process.on('SIGINT', () => appendFileSync('notes', 'INT '));
  appendFileSync('notes', 'started ');
  setInterval(() => existsSync('done') && process.exit(105), 10);
}
`,
    { mode: 0o755 },
  );
  const env = { K6_BIN, LLM_BASE_URL: 'http://127.0.0.1:9/v1', LLM_MODEL: 'm' };
  const { child, said, ended } = await spawnCli(['run', 'smoke'], env, cwd);
  await until('it runs', () => existsSync(notes) || child.exitCode !== null);
  process.kill(-(child.pid as number), 'SIGINT');
  await until('the CLI heard it', () => said.stderr.includes('finishing'));
  await until('k6 heard it', () => readFileSync(notes, 'utf8').includes('INT'));
  writeFileSync(path.join(cwd, 'done'), '');
  expect((await ended).code).toBe(4);
  expect(readFileSync(notes, 'utf8')).toBe('started INT ');
});

it('the same press, sent again by npm, does not cut it', async () => {
  const { cwd, ended, group, child } = await running();
  process.kill(group, 'SIGINT');
  child.kill('SIGINT');
  const { code } = await ended;
  expect(code).toBe(4);
  expect(readReport(resultsFolder(cwd)).verdict.status).toBe('interrupted');
});

it('SIGTERM, as CI systems cancel, is the same', async () => {
  const { cwd, ended, child } = await running();
  child.kill('SIGTERM');
  expect((await ended).code).toBe(4);
  expect(readRows(resultsFolder(cwd)).length).toBeGreaterThan(0);
});

// Elsewhere a process cannot be asked for its children so simply.
it.runIf(process.platform === 'linux')('when the CLI itself is killed, k6 finishes and does not linger', async () => {
  const { cwd, group, child } = await running();
  const children = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim().split(' ');
  expect(children.length).toBeGreaterThan(0);
  process.kill(group, 'SIGKILL');
  await until('its children are gone', () => children.every((pid) => !existsSync(path.join('/proc', pid))));
  const folder = resultsFolder(cwd);
  expect(readReport(folder).interrupted).toBe(true);
  expect(readRows(folder).length).toBeGreaterThan(0);
});

it('what is cut stays spent: nobody told what it cost, and its reservation is kept', async () => {
  const cwd = tempFolder();
  const simulator = await startSimulator({ prefillMs: 5, tokenMs: 500, outputTokens: 100 });
  onTestFinished(() => simulator.close());
  const env = { LLM_BASE_URL: `${simulator.url}/v1`, LLM_MODEL: 'm', LLM_PRICE: '0/10', LLM_BUDGET_USD: '1' };
  const given = ['run', 'fixed', '--users', '5', '--requests', '1000', '--max-tokens', '100', '--', '--quiet'];
  const { child, ended } = await spawnCli(given, env, cwd);
  await until('5 requests are open', () => simulator.stats().open >= 5 || child.exitCode !== null);
  process.kill(-(child.pid as number), 'SIGINT');
  const { code, stdout } = await ended;
  // 5 requests of at most 100 tokens at $10 a million.
  expect(readReport(resultsFolder(cwd)).budget).toMatchObject({ spentUsd: 0, unsettledUsd: 0.005, refused: 0 });
  expect(stdout).toContain('$0.0050 more kept for what told no cost');
  expect(code).toBe(4);
});
