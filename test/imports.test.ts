import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readImports } from './rules/read-imports.ts';
import { root, sourceFiles } from './rules/source-files.ts';
import { allowedImports, zoneOf } from './rules/zones.ts';

const sources = sourceFiles('.ts', '.mjs').filter(({ path: file }) => !file.startsWith('extension/'));

/** `file → name` for each import that its zone does not allow. */
function strays(file: string, names: string[]): string[] {
  const { zones, packages } = allowedImports[zoneOf(file)];
  return names
    .filter((name) => {
      if (!name.startsWith('.')) return !packages.test(name);
      const target = path.posix.join(path.posix.dirname(file), name);
      return !zones.includes(zoneOf(target));
    })
    .map((name) => `${file} → ${name}`);
}

describe('import direction, over the source', () => {
  it('each file imports only what its zone may', () => {
    expect(sources.flatMap((source) => strays(source.path, readImports(source)))).toEqual([]);
  });

  it('of thresholds, the library knows the names, and the type of a promise', () => {
    const inLib = sources.filter(({ path: file }) => file.startsWith('lib/') && !file.startsWith('lib/k6/'));
    const lines = inLib.flatMap(({ text }) => text.split('\n').filter((line) => line.includes('/thresholds/')));
    expect(lines.filter((line) => !line.includes('/thresholds/names.ts') && !line.startsWith('import type'))).toEqual(
      [],
    );
  });

  it('nobody imports a scenario', () => {
    const importers = sources.filter((source) => readImports(source).some((name) => /(^|\/)scenarios\//.test(name)));
    expect(importers.map(({ path: file }) => file)).toEqual([]);
  });

  it('the scan reads every form there is', () => {
    const text = [
      "import a from 'one';",
      "import type { B } from 'two';",
      "import { c, type D } from\n  'three';",
      "import {\n  e,\n  f,\n} from 'four';",
      "import 'five';",
      "export { g } from 'six';",
      "export type * from 'seven';",
      "const h = await import('eight');",
      "const i = require('nine');",
      "export const from = 'nothing';",
    ].join('\n');
    expect(readImports({ text })).toEqual(['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']);
  });
});

interface Inputs {
  [file: string]: { imports: { path: string; external?: boolean }[] };
}

describe('import direction, over what esbuild bundled', () => {
  const bundles = JSON.parse(readFileSync(path.join(root, 'dist/metafile.json'), 'utf8')) as Record<
    'k6' | 'node',
    Inputs
  >;

  it('k6 scripts hold nothing but scenarios, the library and thresholds', () => {
    const zones = Object.keys(bundles.k6).map((file) => [file, zoneOf(file)] as const);
    expect(zones.filter(([, zone]) => zone !== 'scenarios' && zone !== 'k6' && zone !== 'pure')).toEqual([]);
  });

  it('only lib/k6 and scenarios reach k6', () => {
    const reaching = Object.entries(bundles.k6).filter(([, { imports }]) =>
      imports.some(({ external, path: name }) => external && /^k6(\/|$)/.test(name)),
    );
    expect(reaching.map(([file]) => zoneOf(file)).filter((zone) => zone !== 'k6' && zone !== 'scenarios')).toEqual([]);
  });

  it('the metric words and the option texts stay out of scripts', () => {
    expect(Object.keys(bundles.k6).filter((file) => /lib\/(metrics\/definitions|options\/about)/.test(file))).toEqual(
      [],
    );
  });

  it('the Node side holds nothing of lib/k6 or scenarios', () => {
    const files = Object.keys(bundles.node).filter((file) => !file.startsWith('node_modules/'));
    expect(files.filter((file) => ['k6', 'scenarios'].includes(zoneOf(file)))).toEqual([]);
  });
});
