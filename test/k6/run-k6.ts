import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Io } from '../../cli/io.ts';
import { findK6 } from '../../cli/k6/find.ts';
import type { Report } from '../../lib/report/report.ts';

const root = path.resolve(import.meta.dirname, '../..');

export interface K6Run {
  code: number | null;
  /** The screen. */
  stdout: string;
  /** k6's log. */
  stderr: string;
  report: Report;
  /** The rows of all exchanges, in the order in which they ended. */
  rows: Record<string, unknown>[];
  /** k6's own output, point by point. */
  points: Point[];
}

export interface Point {
  metric: string;
  value: number;
  tags: Record<string, string>;
  metadata?: Record<string, string>;
}

export interface K6RunSetup {
  /** Ours to set: `LLM_*`. */
  env: Record<string, string>;
  /** The script, from the top of the checkout. */
  script: string;
  args?: string[];
}

/** Runs a bundled script with a real k6 and reads everything it leaves behind. */
export async function runK6({ env, script, args = [] }: K6RunSetup): Promise<K6Run> {
  const folder = await mkdtemp(path.join(tmpdir(), 'k6-llm-test-'));
  try {
    const results = path.join(folder, 'results.json.gz');
    const { code, stdout, stderr } = await spawnK6(
      ['run', '--quiet', '--no-color', '--out', `json=${results}`, ...args, path.resolve(root, script)],
      { ...env, LLM_OUT: folder },
    );
    const points = await readPoints(results);
    return {
      code,
      stdout,
      stderr,
      report: await readJson(path.join(folder, 'summary.json')),
      rows: points.flatMap(({ metadata }) => (metadata?.row === undefined ? [] : [JSON.parse(metadata.row)])),
      points,
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** k6 with our extension, as the product finds it, in an environment free of the developer's own LLM_ settings. */
export async function spawnK6(
  args: string[],
  env: Record<string, string>,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('LLM_')));
  const k6 = await findK6({ env: process.env, cwd: root } as Io);
  if (k6 === undefined) throw new Error('no k6 with the extension: run `node cli/k6-llm.mjs build-k6` first');
  const child = spawn(k6.path, args, { cwd: root, env: { ...clean, K6_NO_USAGE_REPORT: 'true', ...env, PWD: root } });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (text) => {
    stdout += text;
  });
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { code, stdout, stderr };
}

async function readPoints(file: string): Promise<Point[]> {
  let text: string;
  try {
    text = gunzipSync(await readFile(file)).toString();
  } catch {
    return [];
  }
  return text
    .split('\n')
    .filter((line) => line.includes('"type":"Point"'))
    .map((line) => {
      const { metric, data } = JSON.parse(line) as { metric: string; data: Omit<Point, 'metric'> };
      return { ...data, metric };
    });
}

async function readJson<T>(file: string): Promise<T> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as T;
  } catch {
    return undefined as T;
  }
}
