import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../rules/source-files.ts';

/** A fence of a page that begins with a command and goes on with what it prints. */
export interface ShownCommand {
  /** What follows `k6-llm`. */
  args: string[];
  output: string;
}

export function shownCommands(page: string): ShownCommand[] {
  const text = readFileSync(path.join(root, page), 'utf8');
  return [...text.matchAll(/^```text\n\$ k6-llm (.+)\n([\s\S]*?)^```$/gm)].map(([, command = '', output = '']) => ({
    args: command.split(' '),
    output,
  }));
}
