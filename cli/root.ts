import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the package. Bundled (`dist/cli.js`) or not (`cli/root.ts`), this file lies one level below it. */
export const packageFolder = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');

export const distFolder = path.join(packageFolder, 'dist');
export const extensionFolder = path.join(packageFolder, 'extension');
export const scenariosFolder = path.join(packageFolder, 'scenarios');
