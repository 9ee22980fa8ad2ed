import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Report } from '../../lib/report/report.ts';

/** The one folder under `results/`. */
export function resultsFolder(cwd: string): string {
  const [name, ...others] = readdirSync(path.join(cwd, 'results'));
  if (name === undefined || others.length > 0) throw new Error(`results/ holds ${[name, ...others].join(', ')}`);
  return path.join(cwd, 'results', name);
}

export function readReport(folder: string): Report {
  return JSON.parse(readFileSync(path.join(folder, 'summary.json'), 'utf8')) as Report;
}

/** The rows in results.json.gz. Throws if the file is cut short. */
export function readRows(folder: string): Record<string, unknown>[] {
  const text = gunzipSync(readFileSync(path.join(folder, 'results.json.gz'))).toString();
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { data: { metadata?: { row?: string } } })
    .flatMap(({ data }) => (data.metadata?.row === undefined ? [] : [JSON.parse(data.metadata.row)]));
}

/** Every byte below a folder as text, gz files unpacked. */
export function everythingIn(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => {
      const bytes = readFileSync(path.join(file.parentPath, file.name));
      return `${file.name}\n${(file.name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()}`;
    })
    .join('\n');
}
