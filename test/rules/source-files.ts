import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');

export interface SourceFile {
  /** From the root, with slashes: `lib/k6/client.ts`. */
  path: string;
  text: string;
}

/** The folders that hold our own code; a folder that is still to come is left out. */
const rooms = ['lib', 'thresholds', 'scenarios', 'cli', 'simulator', 'docs', 'test', 'bench', 'examples', 'extension'];

/** What a tool or a run writes beside our code. */
const foreign = /(^|\/)(node_modules|testdata|dist|bin)(\/|$)|^(results|bench\/build)(\/|$)/;

/** Every file of our own whose name ends so, sorted. */
export function sourceFiles(...endings: string[]): SourceFile[] {
  const here = readdirSync(root, { withFileTypes: true });
  const inRooms = here
    .filter((entry) => entry.isDirectory() && rooms.includes(entry.name))
    .flatMap(({ name }) =>
      readdirSync(path.join(root, name), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/')),
    );
  const atRoot = here.filter((entry) => entry.isFile()).map(({ name }) => name);
  return [...atRoot, ...inRooms]
    .filter((file) => endings.some((ending) => file.endsWith(ending)) && !foreign.test(file))
    .sort()
    .map((file) => ({ path: file, text: readFileSync(path.join(root, file), 'utf8') }));
}
