import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { protocolNames } from '../lib/protocols/index.ts';
import { root } from './rules/source-files.ts';

/** Each virtual user holds its own copy, about 7 bytes of memory for each byte of source. */
const maxBytes = 35_000;

/** Scripts of `dist/` are named like their scenarios; beside them stand the CLI's and the docs' bundles. */
const scenarios = readdirSync(path.join(root, 'scenarios')).flatMap((file) =>
  file.endsWith('.ts') ? [file.replace(/\.ts$/, '.js')] : [],
);
const shared = readdirSync(path.join(root, 'dist/lib'), { recursive: true, encoding: 'utf8' }).flatMap((file) =>
  file.endsWith('.js') ? [`lib/${file}`] : [],
);
const scripts = [...scenarios, ...scenarios.map((file) => `stock/${file}`), ...shared].map((file) => ({
  file: `dist/${file}`,
  source: readFileSync(path.join(root, 'dist', file), 'utf8'),
}));

const largestProtocol = Math.max(
  ...protocolNames().map((name) => statSync(path.join(root, 'dist/lib', `${name}.js`)).size),
);

describe.each(scripts)('$file', ({ file, source }) => {
  // What the first virtual user alone loads is not held by all of them; of the protocols each holds one.
  if (!file.startsWith('dist/lib/')) {
    it(`has at most ${maxBytes} bytes with the largest protocol`, () => {
      expect(Buffer.byteLength(source) + largestProtocol).toBeLessThanOrEqual(maxBytes);
    });
  }

  it('has no syntax that k6 cannot read', () => {
    const unreadable = [/\bfor\s+await\b/, /\\p\{/, /\bimport\s*\(/, /\basync\s*\*|\basync\s+function\s*\*/];
    expect(unreadable.filter((syntax) => syntax.test(source))).toEqual([]);
  });

  it('imports nothing but modules of k6', () => {
    const names = [...source.matchAll(/\bfrom\s*["']([^"']+)["']|\bimport\s*["']([^"']+)["']/g)].map(
      ([, a, b]) => a ?? b,
    );
    expect(names.filter((name) => !/^k6(\/|$)/.test(name as string))).toEqual([]);
  });

  it('holds no zod: each virtual user would pay 1 MB for it', () => {
    expect(source).not.toMatch(/zod|invalid_union/i);
  });

  if (file.startsWith('dist/stock/')) {
    it('does without the extension', () => {
      expect(source).not.toContain('k6/x/sse');
    });
  }
});
