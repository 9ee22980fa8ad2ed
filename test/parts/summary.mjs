/**
 * What failed by name, the table of all parts and, last, the line `N passed, N failed`. A part that was not reached
 * counts as failed. The names stand here again because the end of a log is what is kept of it.
 *
 * @returns {number} the exit code
 */
export function printSummary(results, names) {
  console.log('');
  for (const { name, failures = [] } of results) for (const failure of failures) console.log(`✗ ${name}: ${failure}`);
  for (const name of names) {
    const result = results.find((found) => found.name === name);
    if (result === undefined) {
      console.log(`✗ ${name.padEnd(14)} not run: what it stands on has failed`);
      continue;
    }
    const { passed, failed, skipped = 0, seconds } = result;
    const counts = `${passed} passed${failed > 0 ? `, ${failed} failed` : ''}${skipped > 0 ? `, ${skipped} skipped` : ''}`;
    console.log(`${failed > 0 ? '✗' : '✓'} ${name.padEnd(14)} ${`${seconds.toFixed(1)} s`.padStart(8)}  ${counts}`);
  }
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0) + names.length - results.length;
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
