/** A scenario of dist/ against a simulator, both in processes of their own, as they run for users. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { k6Binary, root } from './tools.mjs';

/**
 * Starts a simulator with these flags, runs the scenario with these options and gives its summary.
 *
 * @param waitMs before the run begins, since windows of limits turn at fixed times of the simulator
 */
export async function simulatedRun({ scenario, simulator, options, waitMs = 0 }) {
  const endpoint = await startSimulator(simulator);
  await new Promise((resolve) => setTimeout(resolve, waitMs));
  const out = mkdtempSync(path.join(tmpdir(), 'k6-llm-bench-'));
  try {
    await runK6(scenario, { LLM_BASE_URL: `${endpoint.url}/v1`, LLM_MODEL: 'sim', ...options, LLM_OUT: out });
    return JSON.parse(readFileSync(path.join(out, 'summary.json'), 'utf8'));
  } finally {
    endpoint.end();
    rmSync(out, { recursive: true });
  }
}

/** A simulator with these flags: its URL, and how to end it. */
export async function startSimulator(options) {
  const flags = Object.entries({ ...options, port: 0 }).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn(process.execPath, [path.join(root, 'cli/k6-llm.mjs'), 'simulate', ...flags], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  for await (const text of child.stdout) {
    const [url] = /http:\/\/[\d.:]+/.exec(String(text)) ?? [];
    if (url !== undefined) return { url, end: () => child.kill() };
  }
  throw new Error('the simulator did not start');
}

function runK6(scenario, env) {
  const child = spawn(k6Binary, ['run', '--quiet', path.join(root, `dist/${scenario}.js`)], {
    stdio: 'ignore',
    env: { PATH: process.env.PATH, HOME: process.env.HOME, K6_NO_USAGE_REPORT: 'true', PWD: root, ...env },
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
}
