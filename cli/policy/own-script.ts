import { rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { wrongUse } from '../cli-error.ts';
import { bundle } from './bundle.ts';
import type { FoundPolicy } from './read-policy.ts';

/** A script of the user's own, bundled for k6. */
export interface OwnScript {
  path: string;
  remove(): Promise<void>;
}

/** As build.mjs builds our own: k6's JavaScript is ES2022 without asynchronous iteration. */
const forK6 = {
  platform: 'neutral',
  target: 'es2022',
  supported: { 'async-generator': false, 'for-await': false },
  external: ['k6', 'k6/*'],
  mainFields: ['module', 'main'],
} as const;

/** The script that a policy names for a scenario; undefined where it is one of k6-llm's own. */
export async function ownScript(found: FoundPolicy | undefined, scenario: string): Promise<OwnScript | undefined> {
  const script = found?.policy.scenarios?.[scenario]?.script;
  if (found === undefined || script === undefined) return undefined;
  const file = path.resolve(path.dirname(found.file), script);
  const place = `${found.name}, scenarios.${scenario}.script is ${script}`;
  if (!(await stat(file).catch(() => undefined))?.isFile()) {
    throw wrongUse(`${place}: no such file; accepted is a k6 script, from the folder of the policy`);
  }
  const name = path.join(path.dirname(found.name), script);
  const code = await bundle(file, name, { ...forK6, external: [...forK6.external], mainFields: [...forK6.mainFields] });
  // Beside the script: k6 looks for what it opens from there.
  const built = path.join(path.dirname(file), `.${path.parse(file).name}.${process.pid}.k6-llm.js`);
  await writeFile(built, code).catch((error: NodeJS.ErrnoException) => {
    throw wrongUse(
      `${place}: its bundle cannot be written beside it (${error.code}); accepted is a folder that you may write to`,
    );
  });
  return { path: built, remove: () => rm(built, { force: true }) };
}
