import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runK6 } from './run-k6.ts';

const streams = path.resolve(import.meta.dirname, '../fixtures/streams');

let server: Server;
beforeAll(async () => {
  server = createServer((request, response) => {
    const [, protocol = '', name = ''] = (request.url ?? '').split('/');
    request.resume().on('end', () => {
      if (name === 'gzip-that-is-none') response.setHeader('content-encoding', 'gzip');
      if (name === 'redirect') return response.writeHead(303, { location: '/elsewhere?key=secret' }).end();
      response.setHeader('content-type', 'text/event-stream');
      return response.end(
        readFileSync(path.join(streams, protocol, `${name === 'gzip-that-is-none' ? 'bom' : name}.sse`)),
      );
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});
afterAll(() => server.close());

async function rowOf(protocol: string, name: string, transport: string): Promise<Record<string, unknown>> {
  const { rows } = await runK6({
    script: 'dist/smoke.js',
    env: {
      LLM_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/${protocol}/${name}`,
      LLM_MODEL: 'm',
      LLM_PROTOCOL: protocol,
      LLM_TRANSPORT: transport,
      LLM_REQUESTS: '1',
      LLM_TIMEOUT: '5s',
    },
  });
  return rows[0] ?? {};
}

describe.each(['capture', 'open'])('%s transport', (transport) => {
  test.concurrent.each([
    ['openai-chat', 'event-error-flat', 'stream_error', 'boom'],
    [
      'openai-chat',
      'event-error-plain-text',
      'stream_error',
      'upstream connect error or disconnect/reset before headers',
    ],
    ['gemini', 'raw-error-after-frames', 'overloaded', 'The model is overloaded. Please try again later.'],
    ['gemini', 'raw-error-alone', 'rate_limited', 'Resource has been exhausted (e.g. check quota).'],
  ])('%s, %s: %s, in the words of the endpoint', async (protocol, name, outcome, message) => {
    expect(await rowOf(protocol, name, transport)).toMatchObject({ outcome, message });
  });
});

test('a reply that only says to be gzip cannot be decoded: it is no trouble of the network', async () => {
  expect(await rowOf('openai-chat', 'gzip-that-is-none', 'capture')).toMatchObject({
    outcome: 'malformed',
    status: 200,
    message: 'gzip: invalid header',
  });
});

// `open` follows redirects, as xk6-sse does.
test('a redirect says so, and not where to: its query may be a key', async () => {
  const row = await rowOf('openai-chat', 'redirect', 'capture');
  expect(row).toMatchObject({ outcome: 'http_error', status: 303, message: 'a redirect, which is not followed' });
  expect(JSON.stringify(row)).not.toContain('secret');
});
