import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { packageFolder } from '../root.ts';

/** A scenario of the user's own: the example of that kind, which our tests check and run, under another name. */
export async function scriptText(name: string): Promise<string> {
  const example = await readFile(path.join(packageFolder, 'examples/chat.ts'), 'utf8');
  return example.replace("defineTest({ name: 'chat'", `defineTest({ name: '${name}'`);
}
