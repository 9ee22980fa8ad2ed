import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { version } from '../lib/version.ts';
import { readImports } from './rules/read-imports.ts';
import { readmeFences } from './rules/readme-fences.ts';
import { root, type SourceFile, sourceFiles } from './rules/source-files.ts';

const scripts = sourceFiles('.ts', '.mjs');
const go = sourceFiles('.go');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const manifest = JSON.parse(read('package.json'));

const base = ({ path: file }: SourceFile): string => path.posix.basename(file);
const paths = (files: SourceFile[]): string[] => files.map(({ path: file }) => file);

describe('files', () => {
  it('have at most 400 lines', () => {
    const lines = [...scripts, ...go].map(({ path: file, text }) => ({ file, lines: text.split('\n').length - 1 }));
    expect(lines.filter((found) => found.lines > 400)).toEqual([]);
  });

  it('are named in kebab-case, Go files in snake_case', () => {
    const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|k6\.test|config|d))?\.(ts|mjs)$/;
    expect(paths(scripts.filter((file) => !kebab.test(base(file))))).toEqual([]);
    expect(paths(go.filter((file) => !/^[a-z0-9]+(_[a-z0-9]+)*\.go$/.test(base(file))))).toEqual([]);
  });

  it('are named after what they hold, not after where things are put that have no place', () => {
    const vague = /(^|[-_.])(utils?|helpers?|common|misc|shared-utils)([-_.])/;
    expect(paths([...scripts, ...go].filter((file) => vague.test(base(file))))).toEqual([]);
  });

  it('hold no note of work to be done: that belongs in an issue', () => {
    // Spelt so that this line is none of them.
    const notes = /\b(TO(?=DO)DO|FIX(?=ME)ME)\b/;
    expect(paths([...scripts, ...go].filter(({ text }) => notes.test(text)))).toEqual([]);
  });

  it('name relative imports in full, with .ts (k6 and Node resolve nothing else)', () => {
    const short = scripts.flatMap((source) =>
      readImports(source)
        .filter((name) => name.startsWith('.') && !/\.(ts|mjs|json)$/.test(name))
        .map((name) => `${source.path} → ${name}`),
    );
    expect(short).toEqual([]);
  });

  it('re-export only where a door of the package is', () => {
    const doors = Object.values(manifest.exports as Record<string, string>).map((file) => file.replace('./', ''));
    const barrels = scripts.filter(({ text }) => {
      const code = text.replace(/\/\*[\s\S]*?\*\//g, '').trim();
      return /^export\b/.test(code) && code.replace(/export (type )?(\*|\{[^}]*\}) from '[^']+';/g, '').trim() === '';
    });
    expect(paths(barrels).filter((file) => !doors.includes(file))).toEqual([]);
  });
});

describe('the package', () => {
  it('has one version', () => {
    expect(version).toBe(manifest.version);
  });

  it('has a file behind each door', () => {
    const targets = Object.values(manifest.exports as Record<string, string>);
    expect(targets.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  });

  it('pins each dependency exactly', () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies } as Record<string, string>;
    expect(Object.entries(all).filter(([, range]) => !/^\d+\.\d+\.\d+$/.test(range))).toEqual([]);
  });

  it('has a reason for each dependency in docs/decisions.md', () => {
    const decisions = read('docs/decisions.md');
    const all = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(all.filter((name) => !decisions.includes(`\`${name}\``))).toEqual([]);
  });
});

describe('versions that CI runs', () => {
  const workflow = read('.github/workflows/ci.yml');
  const matrix = (tool: string): string[] =>
    [...workflow.matchAll(new RegExp(`^\\s+(?:- )?${tool}: ["']?([\\w.]+)["']?$`, 'gm'))].map(
      ([, found]) => found as string,
    );

  it('begin with the oldest Node that package.json promises', () => {
    expect(matrix('node')[0]).toBe(manifest.engines.node.replace('>=', ''));
  });

  it('begin with the oldest Go that extension/go.mod promises', () => {
    const [, promised] = /^go (\d+\.\d+)/m.exec(read('extension/go.mod')) ?? [];
    expect(matrix('go')[0]).toBe(promised);
  });

  it('are the same in number', () => {
    expect(matrix('node')).toHaveLength(matrix('go').length);
  });
});

describe.skipIf(!existsSync(path.join(root, 'README.md')))('README.md', () => {
  const readme = existsSync(path.join(root, 'README.md')) ? read('README.md') : '';
  const fences = readmeFences(readme);

  it('has at most 200 lines', () => {
    expect(readme.split('\n').length - 1).toBeLessThanOrEqual(200);
  });

  it('shows code that stands in a tested file, word for word', () => {
    const differing = fences.filter(({ file, code }) => file !== undefined && read(file).trimEnd() !== code.trimEnd());
    expect(differing.map(({ file }) => file)).toEqual([]);
  });

  it('has no code without its file; commands and their output need none', () => {
    const free = ['sh', 'bash', 'console', 'text', ''];
    expect(fences.filter(({ language, file }) => file === undefined && !free.includes(language))).toEqual([]);
  });
});
