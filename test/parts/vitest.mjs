import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exitCode } from './command.mjs';
import { root } from './root.mjs';

/** One project of vitest.config.ts, counted by vitest's own JSON report. */
export async function vitest(project) {
  const folder = await mkdtemp(path.join(tmpdir(), 'k6-llm-test-'));
  const report = path.join(folder, 'vitest.json');
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  try {
    const code = await exitCode('vitest', args);
    return withExitCode(count(JSON.parse(await readFile(report, 'utf8'))), code);
  } catch (error) {
    console.error(`vitest left no report: ${error.message}`);
    return { passed: 0, failed: 1 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function count({ numPassedTests, numPendingTests, testResults }) {
  const failures = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = path.relative(root, name);
    // A file that cannot be loaded has no tests that could fail.
    if (status === 'failed' && assertionResults.length === 0) return [`${file}: ${firstLines(message)}`];
    return assertionResults
      .filter((test) => test.status === 'failed')
      .map(({ fullName, failureMessages }) => `${file}, ${fullName}: ${firstLines(failureMessages[0])}`);
  });
  return { passed: numPassedTests, failed: failures.length, skipped: numPendingTests, failures };
}

/** Enough of an error to know it by: a property that was refuted tells its example in the first lines. */
function firstLines(message = '') {
  return message.split('\n').slice(0, 6).join('\n    ').slice(0, 1000);
}

/** An error outside of every test is a failure too. */
function withExitCode(counted, code) {
  return code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}
