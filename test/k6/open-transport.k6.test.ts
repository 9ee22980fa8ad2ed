import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { runK6 } from './run-k6.ts';

// The transport of the community extension, through the `open` of ours, which has its API.

let close: () => unknown = () => undefined;
afterEach(() => close());

const chunk = (fields: object) => `data: ${JSON.stringify(fields)}\n\n`;
const answer = chunk({ choices: [{ delta: { content: 'Blue' }, finish_reason: 'stop' }] });

/** What three exchanges make of this answer, one after the other. */
async function answersOf(answerTo: (response: ServerResponse) => void, timeout = '30s') {
  const listener: RequestListener = (request, response) => {
    request.resume();
    request.on('end', () => answerTo(response.setHeader('content-type', 'text/event-stream')));
  };
  const server = createServer(listener);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  const { rows, points } = await runK6({
    script: 'dist/smoke.js',
    env: {
      LLM_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      LLM_MODEL: 'sim',
      LLM_REQUESTS: '3',
      LLM_TRANSPORT: 'open',
      LLM_TIMEOUT: timeout,
    },
  });
  return {
    seen: rows.map(({ outcome, end_ms }) => ({ outcome, endMs: end_ms as number })),
    /** The requests of which k6 says that they timed out. */
    gaveUp: points.filter(({ metric, tags }) => metric === 'http_reqs' && tags.error_code === '1050').length,
  };
}

test('an error in a read behind [DONE] is no success', async () => {
  const { seen } = await answersOf((response) => {
    response.write(`${answer}data: [DONE]\n\n`, () => response.end(chunk({ error: { message: 'overrun' } })));
  });
  expect(seen.map(({ outcome }) => outcome)).toEqual(Array(3).fill('stream_error'));
});

test('a stream that is held open behind [DONE] had ended there, and is waited for once', async () => {
  const { seen, gaveUp } = await answersOf((response) => response.write(`${answer}data: [DONE]\n\n`), '1s');
  expect(seen.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok']);
  expect(gaveUp).toBe(1);
  for (const { endMs } of seen) expect(endMs).toBeLessThan(1000);
});

test('a stream that is held open behind [DONE] by pings is not waited for', async () => {
  const timers: NodeJS.Timeout[] = [];
  const { seen, gaveUp } = await answersOf((response) => {
    response.write(`${answer}data: [DONE]\n\n`);
    timers.push(setInterval(() => response.write(': ping\n\n'), 50));
  });
  for (const timer of timers) clearInterval(timer);
  expect(seen.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok']);
  expect(gaveUp).toBe(0);
});
