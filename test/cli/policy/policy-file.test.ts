import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPolicy } from '../../../cli/policy/read-policy.ts';
import { tempFolder } from '../temp-folder.ts';

function folderWith(files: Record<string, string>): string {
  const cwd = tempFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true });
    writeFileSync(path.join(cwd, name), text);
  }
  return cwd;
}

const wrong = async (files: Record<string, string>, given?: string): Promise<string> =>
  readPolicy(folderWith(files), given).then(
    (found) => `was accepted: ${JSON.stringify(found)}`,
    (error: Error) => error.message,
  );

const wanted = { slos: ['ttft.p95 < 1s'] };

describe('the policy of a folder', () => {
  it('is none where there is none', async () => {
    expect(await readPolicy(tempFolder(), undefined)).toBeUndefined();
  });

  it.each([
    ['k6-llm.config.json', JSON.stringify(wanted)],
    ['k6-llm.config.yaml', '# people write comments\nslos:\n  - ttft.p95 < 1s\n'],
    ['k6-llm.config.yml', 'slos: [ttft.p95 < 1s]\n'],
    ['k6-llm.config.ts', "const limit: string = '1s';\nexport default { slos: ['ttft.p95 < '.concat(limit)] };\n"],
  ])('is read from %s', async (name, text) => {
    expect(await readPolicy(folderWith({ [name]: text }), undefined)).toMatchObject({ policy: wanted, name });
  });

  it('is the one that --config names, wherever it lies', async () => {
    const cwd = folderWith({ 'k6-llm.config.json': '{}', 'ci/strict.yaml': 'slos: [ttft.p95 < 1s]' });
    expect(await readPolicy(cwd, 'ci/strict.yaml')).toMatchObject({ policy: wanted, name: 'ci/strict.yaml' });
  });

  it('in TypeScript may import defineConfig and files beside it, with no package installed', async () => {
    const cwd = folderWith({
      'k6-llm.config.ts':
        "import { defineConfig } from 'k6-llm/config';\nimport { limit } from './limits.ts';\nexport default defineConfig({ slos: ['ttft.p95 < '.concat(limit)] });\n",
      'limits.ts': "export const limit = '1s';\n",
    });
    expect(await readPolicy(cwd, undefined)).toMatchObject({ policy: wanted });
  });

  it('in TypeScript may read the environment', async () => {
    const cwd = folderWith({
      'k6-llm.config.ts': "export default { target: { model: process.env.NOT_SET ?? 'small' } };",
    });
    expect(await readPolicy(cwd, undefined)).toMatchObject({ policy: { target: { model: 'small' } } });
  });
});

describe('a policy that cannot be read is told with its file:', () => {
  it.each([
    [
      'two of them',
      { 'k6-llm.config.ts': '', 'k6-llm.config.json': '{}' },
      'k6-llm.config.ts and k6-llm.config.json: accepted is one of them; name it with --config',
    ],
    ['broken JSON', { 'k6-llm.config.json': '{' }, 'k6-llm.config.json: no valid JSON ('],
    [
      'broken YAML, with its line',
      { 'k6-llm.config.yaml': 'slos:\n  - a\n b: [\n' },
      /^k6-llm\.config\.yaml:\d: no valid YAML \([^\n]+\)$/,
    ],
    [
      'a key that stands twice',
      { 'k6-llm.config.yaml': 'slos: []\nslos: []\n' },
      'k6-llm.config.yaml:2: no valid YAML (Map keys must be unique at line 2, column 1)',
    ],
    [
      'broken TypeScript, with its line',
      { 'k6-llm.config.ts': 'export default {\n  slos: [\n};' },
      'k6-llm.config.ts:3: Unexpected "}"',
    ],
    [
      'an import that is not there',
      { 'k6-llm.config.ts': "import './none.ts';" },
      'k6-llm.config.ts:1: Could not resolve "./none.ts"',
    ],
    [
      'no export',
      { 'k6-llm.config.ts': 'const a = 1;' },
      'k6-llm.config.ts: exports nothing; accepted is `export default {…}`',
    ],
    [
      'an exception',
      { 'k6-llm.config.ts': "throw new Error('boom');" },
      'k6-llm.config.ts: threw while it was read: boom',
    ],
    [
      'what it says',
      { 'k6-llm.config.yaml': 'slos: [ttft.p95]' },
      'k6-llm.config.yaml: slos[0] is `ttft.p95`: no comparison',
    ],
  ])('%s', async (_, files, says) => {
    const message = await wrong(files as Record<string, string>);
    if (typeof says === 'string') expect(message).toContain(says);
    else expect(message).toMatch(says);
    expect(message).not.toContain('\n');
  });

  it('an ending that is none', async () => {
    expect(await wrong({ 'policy.toml': '' }, 'policy.toml')).toBe(
      'policy.toml: .toml is not read; accepted is .ts, .json, .yaml, .yml',
    );
  });

  it('a folder', async () => {
    expect(await wrong({ 'ci/a.yaml': '' }, 'ci')).toBe(
      '--config=ci: no such file; accepted is a .ts, .json, .yaml, .yml file',
    );
  });
});
