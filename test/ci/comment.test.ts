import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { tempFolder } from '../cli/temp-folder.ts';
import { root } from '../rules/source-files.ts';
import { bash, type Step } from './run-action.ts';

const workflow = parse(readFileSync(path.join(root, '.github/workflows/llm-performance.yml'), 'utf8')) as {
  jobs: Record<string, { steps: Step[]; permissions?: Record<string, string>; if?: string }>;
};
const job = workflow.jobs.comment;
const script = job?.steps.find(({ run }) => run !== undefined)?.run ?? '';

/** A `gh` that lists these comments, each `id<tab>first line`, and writes down how else it was called. */
async function runWith(comments: string[]): Promise<{ status: number; called: string }> {
  const cwd = tempFolder();
  mkdirSync(path.join(cwd, 'bin'));
  const gh = path.join(cwd, 'bin/gh');
  const list = comments.map((line) => `printf '%s\\n' '${line}'`).join('\n');
  writeFileSync(gh, `#!/bin/sh\ncase "$*" in *--paginate*)\n${list || ':'}\n;; *) echo "$*" >> called ;; esac\n`);
  chmodSync(gh, 0o755);
  writeFileSync(path.join(cwd, 'comment.md'), '<!-- k6-llm fixed -->\n## passed\n');
  const env = { PATH: `${cwd}/bin:${process.env.PATH}`, GITHUB_REPOSITORY: 'o/r', PULL_REQUEST: '7', GH_TOKEN: 't' };
  const { status } = await bash(script, cwd, env);
  const called = path.join(cwd, 'called');
  return { status, called: existsSync(called) ? readFileSync(called, 'utf8') : '' };
}

describe('the comment on a pull request', () => {
  it('is a new one where there is none of ours', async () => {
    expect(await runWith(['11\t<!-- another tool -->', '12\tLGTM'])).toEqual({
      status: 0,
      called: 'api --method POST repos/o/r/issues/7/comments --field body=@comment.md --silent\n',
    });
  });

  it('replaces the one of the same scenario', async () => {
    expect(await runWith(['11\t<!-- k6-llm ramp -->', '12\t<!-- k6-llm fixed -->'])).toEqual({
      status: 0,
      called: 'api --method PATCH repos/o/r/issues/comments/12 --field body=@comment.md --silent\n',
    });
  });

  it('is written by a job of its own, which runs nothing of the change and is not there for forks', () => {
    expect(job?.permissions).toEqual({ 'pull-requests': 'write' });
    expect(job?.if).toContain('head.repo.full_name == github.repository');
    expect(job?.steps.map(({ uses = 'run' }) => uses.split('@')[0])).toEqual(['actions/download-artifact', 'run']);
  });
});
