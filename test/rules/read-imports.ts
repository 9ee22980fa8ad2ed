import type { SourceFile } from './source-files.ts';

/**
 * What a module names in its imports and re-exports, type imports too. A scan, no parser: it reads the forms that Biome
 * leaves in our files, and the bundler's own list (dist/metafile.json) stands beside it for what gets bundled.
 */
export function readImports({ text }: Pick<SourceFile, 'text'>): string[] {
  const statements = /^\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?\s*'([^'\n]+)'/gm;
  const dynamic = /\b(?:import|require)\(\s*'([^'\n]+)'\s*\)/g;
  return [...text.matchAll(statements), ...text.matchAll(dynamic)].map(([, name]) => name as string);
}
