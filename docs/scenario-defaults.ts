import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

export interface ScenarioDefaults {
  scenario: string;
  /** By environment name, as one would write them. */
  defaults: Record<string, string>;
}

/**
 * What each scenario sets differently from the options table, read from its source: a scenario runs only inside k6, and
 * a second list here would drift.
 */
export async function readScenarioDefaults(folder: string): Promise<ScenarioDefaults[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts')).sort();
  return Promise.all(
    files.map(async (file) => ({
      scenario: file.slice(0, -'.ts'.length),
      defaults: parseDefaults(file, await readFile(path.join(folder, file), 'utf8')),
    })),
  );
}

/** @throws Error when the file has defaults that are not written as plain text in one object */
export function parseDefaults(file: string, source: string): Record<string, string> {
  const [, body] = /\bdefaults: \{([^{}]*)\}/.exec(source) ?? [];
  const pairs = [...(body ?? '').matchAll(/(LLM_\w+): '([^']*)'/g)].map(([, name, value]) => [name, value]);
  if (/\bdefaults\b/.test(source) && pairs.length !== (body ?? '').split('LLM_').length - 1) {
    throw new Error(
      `${file}: defaults must be one object of LLM_NAME: 'text' pairs, for docs/options.md is made from it`,
    );
  }
  if (/\bdefaults:/.test(source) && pairs.length === 0)
    throw new Error(`${file}: no default was found in its defaults`);
  return Object.fromEntries(pairs);
}
