import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { built } from '../lib/tools.mjs';

const environment = (tool) => path.join(built, 'venv', tool);

/** A program of the environment that install.sh made for a tool. */
export const inEnvironment = (tool, name) => path.join(environment(tool), 'bin', name);

/** The installed version of a package, as its folder says; undefined if it is not there. */
export function installedVersion(tool, name = tool) {
  const libraries = path.join(environment(tool), 'lib');
  if (!existsSync(libraries)) return undefined;
  const wanted = `${name.replaceAll('-', '_')}-`;
  for (const python of readdirSync(libraries)) {
    const found = readdirSync(path.join(libraries, python, 'site-packages')).find(
      (folder) => folder.startsWith(wanted) && folder.endsWith('.dist-info'),
    );
    if (found !== undefined) return found.slice(wanted.length, -'.dist-info'.length);
  }
  return undefined;
}
