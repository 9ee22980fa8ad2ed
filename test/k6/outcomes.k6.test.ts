import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { runK6 } from './run-k6.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ prefillMs: 5, tokenMs: 2, outputTokens: 8 });
});
afterAll(() => simulator.close());

const base = () => ({
  LLM_BASE_URL: `${simulator.url}/v1`,
  LLM_MODEL: 'sim',
  LLM_REQUESTS: '1',
  LLM_TIMEOUT: '1500ms',
  LLM_IDLE_TIMEOUT: '500ms',
});

/** What the simulator is told to do → what the run must say. The three transports see the same wire. */
const cases: { fault: string; capture: string; open?: string; http?: string }[] = [
  { fault: '', capture: 'ok' },
  { fault: 'reasoning', capture: 'ok' },
  { fault: 'crlf', capture: 'ok' },
  { fault: 'comments', capture: 'ok' },
  { fault: 'malformed', capture: 'ok' },
  { fault: 'no-usage', capture: 'ok' },
  { fault: 'no-done', capture: 'ok' },
  { fault: 'reset@3', capture: 'network', http: 'network' },
  { fault: 'cut', capture: 'network', http: 'network' },
  // Half a JSON object is no reply at all, half a stream is half an answer.
  { fault: 'close', capture: 'truncated', http: 'malformed' },
  { fault: 'error', capture: 'stream_error', http: 'http_error' },
  { fault: 'error-done', capture: 'stream_error', http: 'http_error' },
  // Silence can only be told from slowness where bytes are timed as they come.
  { fault: 'stall@3', capture: 'idle_timeout', open: 'timeout', http: 'timeout' },
  { fault: 'silent', capture: 'timeout' },
  { fault: 'not-streamed', capture: 'not_streamed', http: 'ok' },
  { fault: 'empty', capture: 'empty' },
  { fault: 'html', capture: 'http_error' },
  { fault: 'drop', capture: 'network' },
  { fault: 'status@500', capture: 'http_error' },
  { fault: 'status@503', capture: 'overloaded' },
  { fault: 'status@400', capture: 'bad_request' },
  { fault: 'rate-limited@0', capture: 'rate_limited' },
];

async function outcomeOf(fault: string, transport: string): Promise<string> {
  const { report, stderr } = await runK6({
    script: 'dist/smoke.js',
    env: {
      ...base(),
      LLM_TRANSPORT: transport,
      ...(fault === '' ? {} : { LLM_EXTRA_HEADERS: JSON.stringify({ 'x-sim-fault': fault }) }),
    },
  });
  expect(stderr).not.toMatch(/TypeError|ReferenceError|panic/);
  return Object.entries(report.outcomes)
    .map(([outcome, n]) => `${outcome} ${n}`)
    .join(', ');
}

describe.each(['capture', 'open', 'http'] as const)('%s transport', (transport) => {
  // Each run is one request: they may wait for their time-outs together.
  test.concurrent.each(cases)('"$fault" is told as it is', async ({ fault, capture, ...others }) => {
    const expected = transport === 'capture' ? capture : (others[transport] ?? capture);
    expect(await outcomeOf(fault, transport)).toBe(`${expected} 1`);
  });
});
