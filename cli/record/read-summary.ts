import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Report } from '../../lib/report/report.ts';
import { resultFiles } from './folder.ts';

/** The report that handleSummary left; undefined if there is none that can be read. */
export async function readSummary(folder: string): Promise<Report | undefined> {
  try {
    const report = JSON.parse(await readFile(path.join(folder, resultFiles.summary), 'utf8')) as Report;
    return Number.isInteger(report.verdict.exitCode) ? report : undefined;
  } catch {
    return undefined;
  }
}
