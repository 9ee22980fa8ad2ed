import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

export interface ScenarioDefaults {
  scenario: string;
  /** By environment name, as one would write them. */
  defaults: Record<string, string>;
  /** Named sets of defaults that stand in for them. */
  profiles: Record<string, Record<string, string>>;
}

/**
 * What each scenario sets differently from the options table, read from its source: a scenario runs only inside k6, and
 * a second list here would drift.
 */
export async function readScenarioDefaults(folder: string): Promise<ScenarioDefaults[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts')).sort();
  return Promise.all(
    files.map(async (file) => {
      const source = await readFile(path.join(folder, file), 'utf8');
      return {
        scenario: file.slice(0, -'.ts'.length),
        defaults: parseDefaults(file, source),
        profiles: parseProfiles(file, source),
      };
    }),
  );
}

/** @throws Error when the file has defaults that are not written as plain text in one object */
export function parseDefaults(file: string, source: string): Record<string, string> {
  const [, body] = /\bdefaults: \{([^{}]*)\}/.exec(source) ?? [];
  const pairs = pairsOf(file, body ?? '');
  if (/\bdefaults:/.test(source) && Object.keys(pairs).length === 0)
    throw new Error(`${file}: no default was found in its defaults`);
  return pairs;
}

/** @throws Error when the file has profiles that are not written as plain text in one object of objects */
export function parseProfiles(file: string, source: string): Record<string, Record<string, string>> {
  const [, body] = /\bprofiles: \{((?:[^{}]*\{[^{}]*\})+)/.exec(source) ?? [];
  if (/\bprofiles\b/.test(source) && body === undefined)
    throw new Error(`${file}: no profile was found in its profiles`);
  const profiles = [...(body ?? '').matchAll(/'?([\w-]+)'?: \{([^{}]*)\}/g)];
  return Object.fromEntries(profiles.map(([, name, pairs]) => [name, pairsOf(file, pairs ?? '')]));
}

function pairsOf(file: string, body: string): Record<string, string> {
  const pairs = [...body.matchAll(/(LLM_\w+): '([^']*)'/g)].map(([, name, value]) => [name, value]);
  if (pairs.length !== body.split('LLM_').length - 1) {
    throw new Error(
      `${file}: defaults must be one object of LLM_NAME: 'text' pairs, for docs/options.md is made from it`,
    );
  }
  return Object.fromEntries(pairs);
}
