import { LlmError } from '../options/llm-error.ts';
import { absolutePath } from './absolute-path.ts';

/** k6 can write files but not make folders, and says so only after the run: look before it. */
export function requireFolder(path: string | undefined): void {
  // The init context runs once for each VU; the first one (0) is enough.
  if (path === undefined || __VU !== 0) return;
  try {
    open(absolutePath(path));
  } catch (error) {
    if (!/is a directory/.test(String(error))) {
      throw new LlmError(`LLM_OUT=${path}: no such folder; accepted is one that exists (k6 cannot make folders)`);
    }
    return;
  }
  throw new LlmError(`LLM_OUT=${path}: is a file; accepted is a folder that exists`);
}
