import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../rules/source-files.ts';
import { evaluate } from './expressions.ts';
import { readAction } from './run-action.ts';

const action = readAction();
const text = readFileSync(path.join(root, 'action.yml'), 'utf8');
const docs = readFileSync(path.join(root, 'docs/ci.md'), 'utf8');

describe('action.yml', () => {
  it('pins each action by its full commit and names the version beside it', () => {
    const uses = text.split('\n').filter((line) => /^\s*-?\s*uses:/.test(line));
    expect(uses.length).toBeGreaterThan(3);
    expect(uses.filter((line) => !/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });

  it('has no expression inside a script: what it names could hold commands', () => {
    expect(action.runs.steps.filter(({ run }) => run?.includes('${{'))).toEqual([]);
  });

  it('names a shell for each script, as composite actions must', () => {
    expect(action.runs.steps.filter(({ run, shell }) => run !== undefined && shell !== 'bash')).toEqual([]);
  });

  it('names only inputs, steps and outputs that there are', () => {
    const inputs = [...text.matchAll(/inputs\.([\w-]+)/g)].map(([, name]) => name as string);
    expect(inputs.filter((name) => !(name in action.inputs))).toEqual([]);
    const ids = action.runs.steps.map(({ id }) => id);
    const steps = [...text.matchAll(/steps\.([\w-]+)\.outputs\.([\w-]+)/g)];
    expect(steps.filter(([, id]) => !ids.includes(id))).toEqual([]);
    const written = steps.filter(([, id, output]) => {
      const { run = '' } = action.runs.steps.find((step) => step.id === id) ?? {};
      return !run.includes(`"${output}=`);
    });
    expect(written.map(([found]) => found)).toEqual([]);
  });

  it('uses each input', () => {
    expect(Object.keys(action.inputs).filter((name) => !text.includes(`inputs.${name} `))).toEqual([]);
  });

  it('keeps and uploads results whatever happened', () => {
    const upload = action.runs.steps.find(({ uses }) => uses?.startsWith('actions/upload-artifact@'));
    expect(upload?.if).toContain('always()');
  });

  it('has all its inputs in docs/ci.md, and docs/ci.md no others', () => {
    const rows = [...docs.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name as string);
    expect(rows.filter((name) => name in action.inputs).sort()).toEqual(Object.keys(action.inputs).sort());
  });
});

describe('the expressions of the tests', () => {
  const contexts = { inputs: { a: 'x', b: '' }, steps: { run: { outputs: { code: '2' } } } };
  it.each([
    ["inputs.a == 'x'", true],
    ["inputs.b != '' || inputs.a == 'x'", true],
    ["(inputs.b != '' || inputs.a == 'y') && always()", false],
    ["inputs.b || 'default'", 'default'],
    ['steps.none.outputs.code', undefined],
    ['!contains(fromJSON(\'["1", "2"]\'), steps.run.outputs.code)', false],
  ])('%s is %s', (expression, value) => {
    expect(evaluate(expression, contexts)).toBe(value);
  });

  it('what they do not know is an error', () => {
    expect(() => evaluate('inputs.a > 3', contexts)).toThrow('not understood');
    expect(() => evaluate("hashFiles('a')", contexts)).toThrow('hashFiles() is not understood');
  });
});
