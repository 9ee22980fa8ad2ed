import { type CliError, wrongUse } from '../cli-error.ts';

/** `results.json:17 …`: input that nothing can be made of. */
export function unreadable(file: string, line: number, saw: string | undefined, what?: string): CliError {
  const wrong = what ?? `is no line of k6's JSON output: ${saw}`;
  return wrongUse(
    `${file}:${line} ${wrong}; accepted is what \`k6-llm run\` leaves as results.json.gz, or \`k6 run --out json=FILE\``,
  );
}
