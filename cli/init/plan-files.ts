import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { version } from '../../lib/version.ts';
import { wrongUse } from '../cli-error.ts';
import { type PolicyFormat, policyText } from './policy-template.ts';
import { scriptText } from './script-template.ts';
import { type Start, workflowText } from './workflow-template.ts';

/** A file to be written, from the folder of the suite. */
export interface PlannedFile {
  file: string;
  text: string;
  /** What it is for, in a few words. */
  about: string;
}

export interface InitPlan {
  name: string;
  files: PlannedFile[];
  start: Start;
}

interface InitWishes {
  name?: string | undefined;
  /** An own script that is there already. */
  script?: string | undefined;
  format: PolicyFormat;
  workflow: boolean;
}

/** What `k6-llm init` writes into a folder. Only reads. */
export async function planFiles(cwd: string, { name: named, script, format, workflow }: InitWishes): Promise<InitPlan> {
  const name = named ?? (script === undefined ? 'chat' : await nameIn(cwd, script));
  if (!/^[A-Za-z][\w-]*$/.test(name)) {
    throw wrongUse(`--name=${name}: accepted is a letter, then letters, digits, - and _, such as support-bot`);
  }
  const file = script === undefined ? `load-tests/${name}.ts` : slashes(path.relative(cwd, path.resolve(cwd, script)));
  const policyFile = `k6-llm.config.${format}`;
  const installed = await packageOf(cwd);
  const start: Start = installed.hasUs
    ? { command: 'npx k6-llm', install: 'npm ci' }
    : { command: `npx --yes k6-llm@${version}` };
  const schema = installed.hasUs
    ? './node_modules/k6-llm/docs/schema/policy.json'
    : `https://unpkg.com/k6-llm@${version}/docs/schema/policy.json`;
  const workflowFile = '.github/workflows/llm-performance.yml';
  const watched = [policyFile, `${path.posix.dirname(file)}/**`, workflowFile];
  return {
    name,
    start,
    files: [
      {
        file: policyFile,
        text: policyText(format, name, `./${file}`, schema),
        about: 'what is loaded, and what it must keep',
      },
      ...(script === undefined ? [{ file, text: await scriptText(name), about: 'what your users ask' }] : []),
      ...(workflow
        ? [{ file: workflowFile, text: workflowText(name, watched, start), about: 'the same on every pull request' }]
        : []),
    ],
  };
}

/** The name by which a script calls itself: the gate knows its runs by it. */
async function nameIn(cwd: string, script: string): Promise<string> {
  const source = await readFile(path.resolve(cwd, script), 'utf8').catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'no such file' : `cannot be read (${error.code})`;
    throw wrongUse(`--script=${script}: ${why}; accepted is a k6 script that uses k6-llm`);
  });
  const [, name] = /defineTest\(\s*\{[^}]*?\bname:\s*['"`]([^'"`]+)['"`]/.exec(source) ?? [];
  if (name === undefined) {
    throw wrongUse(
      `--script=${script}: no defineTest({ name: '…' }) is found in it; accepted is one with it, or --name besides`,
    );
  }
  return name;
}

async function packageOf(cwd: string): Promise<{ hasUs: boolean }> {
  try {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(
      await readFile(path.join(cwd, 'package.json'), 'utf8'),
    ) as { dependencies?: object; devDependencies?: object };
    return { hasUs: 'k6-llm' in dependencies || 'k6-llm' in devDependencies };
  } catch {
    return { hasUs: false };
  }
}

function slashes(file: string): string {
  return file.split(path.sep).join('/');
}
