import type { ResultsRead } from '../results/read-results.ts';

/** What was in the record and could not be read, or may have been: one line each. */
export function missingWords({ truncated, badRows, badLines }: ResultsRead): string[] {
  return [
    ...truncated.map(({ file, line, why }) => `what came after ${file}:${line} is missing: ${why}`),
    ...[badRows, badLines].flatMap(({ count, first: [first] }) =>
      first === undefined ? [] : [`left out: ${count}, the first at ${first.file}:${first.line}: ${first.why}`],
    ),
  ];
}
