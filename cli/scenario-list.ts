import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { nearest } from '../lib/options/nearest.ts';
import { wrongUse } from './cli-error.ts';
import type { Io } from './io.ts';
import { distFolder, scenariosFolder } from './root.ts';

export interface ListedScenario {
  name: string;
  /** The question that it answers: the first line of its file's comment. */
  question: string;
}

/** Asks one question on behalf of `doctor`; it is no load. */
const notForRun = ['doctor'];

export async function listScenarios(): Promise<ListedScenario[]> {
  const files = (await readdir(scenariosFolder)).filter((file) => file.endsWith('.ts')).sort();
  const scenarios = await Promise.all(
    files.map(async (file) => {
      const source = await readFile(path.join(scenariosFolder, file), 'utf8');
      return { name: file.slice(0, -'.ts'.length), question: /^\/\*\*\s*\n \* (.+)/.exec(source)?.[1] ?? '' };
    }),
  );
  return scenarios.filter(({ name }) => !notForRun.includes(name));
}

/** What `k6 run` takes. */
export function scriptOf(scenario: string): string {
  return path.join(distFolder, `${scenario}.js`);
}

/**
 * @param own scenarios that a policy has besides ours
 * @throws CliError with what is meant, if it is near a known name
 */
export async function requireScenario(name: string, own: string[] = []): Promise<void> {
  const names = [...own, ...(await listScenarios()).map((scenario) => scenario.name)];
  if (!names.includes(name)) {
    throw wrongUse(`${name} is no scenario${nearest(name, names)}; accepted is one of ${names.join(', ')}`);
  }
}

/** @param own scenarios that a policy has besides ours, which come first */
export async function printScenarios({ stdout }: Io, own: ListedScenario[] = []): Promise<void> {
  const scenarios = [...own, ...(await listScenarios())];
  const width = Math.max(...scenarios.map(({ name }) => name.length));
  for (const { name, question } of scenarios) stdout.write(`  ${name.padEnd(width)}  ${question}\n`);
}
