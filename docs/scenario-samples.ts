import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** By scenario: what a real run against the simulated endpoint printed, shortened, with the commands that made it. */
export async function readScenarioSamples(folder: string): Promise<Record<string, string>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.txt'));
  const samples = files.map(async (file) => [
    file.slice(0, -'.txt'.length),
    (await readFile(path.join(folder, file), 'utf8')).trimEnd(),
  ]);
  return Object.fromEntries(await Promise.all(samples));
}
