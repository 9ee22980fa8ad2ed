/**
 * `npm test`: everything that CI runs, in the order in which a mistake is cheapest to find. Needs Node and Go only.
 * A part that fails does not keep the next ones from running, unless they stand on it.
 * The last line says `N passed, N failed`.
 */
import { buildK6 } from './parts/build-k6.mjs';
import { runCommand } from './parts/command.mjs';
import { goTests } from './parts/go-tests.mjs';
import { printSummary } from './parts/summary.mjs';
import { vitest } from './parts/vitest.mjs';

/** A part gives how many of its tests passed and failed; a command counts as one test. */
const parts = [
  { name: 'build', run: () => runCommand(process.execPath, ['build.mjs']), essential: true },
  { name: 'types', run: () => runCommand(process.execPath, ['test/types.mjs']) },
  { name: 'lint, format', run: () => runCommand('biome', ['check', '--error-on-warnings', '.']) },
  { name: 'docs', run: () => runCommand(process.execPath, ['dist/docs.js', '--check']) },
  { name: 'dead code', run: () => runCommand('knip', []) },
  { name: 'unit tests', run: () => vitest('unit') },
  { name: 'Go tests', run: goTests },
  { name: 'build of k6', run: buildK6, essential: true },
  { name: 'k6 tests', run: () => vitest('k6') },
];

const results = [];
for (const { name, run, essential } of parts) {
  console.log(`\n── ${name} ${'─'.repeat(Math.max(3, 60 - name.length))}`);
  const startedAt = performance.now();
  const result = await run();
  results.push({ name, seconds: (performance.now() - startedAt) / 1000, ...result });
  if (essential && result.failed > 0) break;
}
process.exitCode = printSummary(
  results,
  parts.map(({ name }) => name),
);
