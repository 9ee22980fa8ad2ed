import { LlmError } from '../options/llm-error.ts';

/** k6 resolves `open()` against the bundle; people mean the folder they stand in. */
export function absolutePath(path: string): string {
  return path.startsWith('/') || __ENV.PWD === undefined ? path : `${__ENV.PWD}/${path}`;
}

/** The text of a file that an option names. Only the init context may read. */
export function readText(option: string, path: string): string {
  try {
    return open(absolutePath(path));
  } catch (error) {
    throw new LlmError(`${option}=${path}: cannot be read (${reason(error)}); accepted is the path of a text file`);
  }
}

/** k6 can write files but not make folders, and says so only after the run: look before it. */
export function requireFolder(path: string): void {
  try {
    open(absolutePath(path));
  } catch (error) {
    if (/used with directories|is a directory/.test(String(error))) return;
    throw new LlmError(`LLM_OUT=${path}: no such folder; accepted is one that exists (k6 cannot make folders)`);
  }
  throw new LlmError(`LLM_OUT=${path}: is a file; accepted is a folder that exists`);
}

function reason(error: unknown): string {
  const words = String(error);
  return /no such file|couldn't be found/.test(words) ? 'no such file' : words.replace(/^GoError: /, '');
}
