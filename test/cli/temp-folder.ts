import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/**
 * An empty folder that is gone when the test is over.
 *
 * @param finished the hook of the test's own context, where tests run side by side
 */
export function tempFolder(finished = onTestFinished): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'k6-llm-test-'));
  finished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
