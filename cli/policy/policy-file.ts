import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { parse as parseYaml, YAMLParseError } from 'yaml';
import { wrongUse } from '../cli-error.ts';
import { loadTypeScript } from './load-typescript.ts';

export const policyEndings = ['.ts', '.json', '.yaml', '.yml'] as const;

/** What a policy is called, so that nobody has to name it. */
export const policyFiles: string[] = policyEndings.map((ending) => `k6-llm.config${ending}`);

/**
 * The policy that is meant: the file that `--config` names, else the one in the folder.
 *
 * @returns its path, undefined where there is none
 */
export async function findPolicyFile(cwd: string, given: string | undefined): Promise<string | undefined> {
  if (given !== undefined) {
    const file = path.resolve(cwd, given);
    const found = await stat(file).catch(() => undefined);
    if (!found?.isFile())
      throw wrongUse(`--config=${given}: no such file; accepted is a ${policyEndings.join(', ')} file`);
    return file;
  }
  const names = await readdir(cwd);
  const found = policyFiles.filter((name) => names.includes(name));
  if (found.length > 1) throw wrongUse(`${found.join(' and ')}: accepted is one of them; name it with --config`);
  return found[0] === undefined ? undefined : path.join(cwd, found[0]);
}

/** What stands in the file, unchecked. Throws a wrong use where it cannot be read as what its name says. */
export async function readPolicyFile(file: string, name: string): Promise<unknown> {
  const ending = path.extname(file);
  if (!policyEndings.some((known) => known === ending)) {
    throw wrongUse(`${name}: ${ending || 'no ending'} is not read; accepted is ${policyEndings.join(', ')}`);
  }
  if (ending === '.ts') return loadTypeScript(file, name);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw wrongUse(`${name}: cannot be read (${error.code}); accepted is a file that you may read`);
  });
  return ending === '.json' ? readJson(text, name) : readYaml(text, name);
}

function readJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw wrongUse(`${name}: no valid JSON (${firstLine((error as Error).message)})`);
  }
}

function readYaml(text: string, name: string): unknown {
  try {
    return parseYaml(text);
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw wrongUse(`${name}: no valid YAML (${firstLine(String(error))})`);
    const line = error.linePos?.[0].line;
    throw wrongUse(`${name}${line === undefined ? '' : `:${line}`}: no valid YAML (${firstLine(error.message)})`);
  }
}

function firstLine(text: string): string {
  return (text.split('\n')[0] as string).replace(/:$/, '');
}
