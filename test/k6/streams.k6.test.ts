import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { runK6 } from './run-k6.ts';

let close: () => unknown = () => undefined;
afterEach(() => close());

const smoke = async (baseUrl: string, more: Record<string, string> = {}) => {
  const { report, stdout } = await runK6({
    script: 'dist/smoke.js',
    env: { LLM_BASE_URL: baseUrl, LLM_MODEL: 'sim', LLM_REQUESTS: '3', LLM_TIMEOUT: '5s', ...more },
  });
  return { finding: report.findings.find(({ name }) => name === 'streams'), stdout };
};

const chunk = (fields: object) => `data: ${JSON.stringify(fields)}\n\n`;

test('a proxy that holds the stream back until its end is told from an endpoint that streams', async () => {
  const pieces = Array.from({ length: 8 }, () => chunk({ choices: [{ delta: { content: 'word ' } }] }));
  const end = chunk({
    choices: [{ delta: {}, finish_reason: 'stop' }],
    usage: { prompt_tokens: 5, completion_tokens: 8 },
  });
  const proxy: Server = createServer((request, response) => {
    request.resume();
    request.on('end', () => response.setHeader('content-type', 'text/event-stream').end(pieces.join('') + end));
  });
  await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
  close = () => proxy.close();
  const { finding, stdout } = await smoke(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
  expect(finding?.level).toBe('warning');
  expect(finding?.values).toMatchObject({ exchanges: 3, burst: 3, tokens_per_chunk: 1 });
  expect(stdout).toContain('3 of 3 arrived in one burst at the end');
});

test('what cannot be read is counted, and the first example is kept for the summary', async () => {
  const simulator: Simulator = await startSimulator({ prefillMs: 5, tokenMs: 2, outputTokens: 8 });
  close = () => simulator.close();
  const { finding, stdout } = await smoke(`${simulator.url}/v1`, {
    LLM_EXTRA_HEADERS: '{"x-sim-fault":"malformed,no-usage"}',
  });
  expect(finding?.values).toMatchObject({ exchanges: 3, malformed: 3, no_usage: 3, role_only_first: 3 });
  expect(finding?.also?.join('\n')).toMatch(/the first frame that cannot be read: ./);
  expect(stdout).toMatch(/the first frame that cannot be read: ./);
  expect(stdout).toContain('3 of 3 told no usage');
});
