import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runK6 } from './run-k6.ts';

const key = 'key-that-nobody-may-see';
const path = '/openai/deployments/mine/chat/completions?api-version=2024-10-21';

/** The frames of Azure in their order: the filter's verdict on the prompt comes first and has no choice. */
const frames = [
  { choices: [], prompt_filter_results: [{ prompt_index: 0 }], usage: null },
  { choices: [{ delta: { role: 'assistant', content: '' } }] },
  { choices: [{ delta: { content: 'Hi' } }] },
  { choices: [{ delta: {}, finish_reason: 'stop' }] },
  { choices: [], usage: { prompt_tokens: 9, completion_tokens: 1 } },
];

let server: Server;
let asked: { url: string | undefined; headers: IncomingHttpHeaders }[];
beforeAll(async () => {
  asked = [];
  server = createServer((request, response) => {
    asked.push({ url: request.url, headers: request.headers });
    request.resume().on('end', () => {
      const isKnown = request.url === path && request.headers['api-key'] === key;
      if (!isKnown) return response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":{}}');
      response.setHeader('content-type', 'text/event-stream');
      return response.end(
        [...frames.map((frame) => JSON.stringify(frame)), '[DONE]'].map((d) => `data: ${d}\n\n`).join(''),
      );
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});
afterAll(() => server.close());

test("Azure's deployment is asked with its version in the query and the key in api-key, which is shown nowhere", async () => {
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}/openai/deployments/mine`;
  const { rows, points, stdout, stderr, report } = await runK6({
    script: 'dist/smoke.js',
    env: {
      LLM_BASE_URL: `${root}?api-version=2024-10-21`,
      LLM_MODEL: 'gpt-4o',
      LLM_API_KEY: key,
      LLM_REQUESTS: '2',
      LLM_TIMEOUT: '5s',
    },
  });
  expect(asked.map(({ url }) => url)).toEqual([path, path]);
  for (const { headers } of asked) {
    expect(headers).toMatchObject({ 'api-key': key });
    expect(headers).not.toHaveProperty('authorization');
  }
  expect(rows.map(({ outcome }) => outcome)).toEqual(['ok', 'ok']);
  expect(rows[0]).toMatchObject({ chunks: 1, tokens: { input: 9, output: 1 } });
  const names = points.flatMap(({ metric, tags }) => (metric === 'http_reqs' ? [tags.name] : []));
  expect(new Set(names)).toEqual(new Set(['/chat/completions']));
  expect(stdout + stderr + JSON.stringify([points, report])).not.toContain(key);
});
