import { mkdtempSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startSimulator } from '../../simulator/server.ts';
import type { TruthRecord } from '../../simulator/truth.ts';
import { chat, prompt, raw, rawRequest, start, streamed } from './running-simulator.ts';

const at = (record: TruthRecord, key: 'slotMs' | 'endMs' | 'firstTokenScheduledMs' | 'lastTokenScheduledMs') =>
  record.acceptedAt + (record[key] ?? Number.NaN);

describe('the truth log', () => {
  it('tells of one request what was planned and what happened', async () => {
    const simulator = await start({ prefillMs: 20, prefillPerTokenMs: 1, tokenMs: 5, outputTokens: 4 });
    const before = performance.timeOrigin + performance.now();
    await (await chat(simulator, streamed, { 'x-request-id': 'mine' })).text();
    await simulator.idle();
    const [record] = simulator.truth as [TruthRecord];
    expect(record).toMatchObject({
      id: 'mine',
      index: 0,
      api: 'openai-chat',
      streamed: true,
      status: 200,
      outcome: 'ok',
      finish: 'stop',
      model: 'any-model',
      inputTokens: 3,
      outputTokens: 4,
      chunks: 4,
      queueMs: 0,
      activeAtSlot: 1,
    });
    const { slotMs = 0, firstTokenScheduledMs = 0, firstTokenWrittenMs = 0, lastTokenScheduledMs = 0 } = record;
    expect(record.acceptedAt).toBeGreaterThanOrEqual(before - 1);
    expect(firstTokenScheduledMs - slotMs).toBeCloseTo(23, 2);
    expect(lastTokenScheduledMs - firstTokenScheduledMs).toBeCloseTo(15, 2);
    expect(firstTokenWrittenMs).toBeGreaterThanOrEqual(firstTokenScheduledMs);
    expect(record.worstLatenessMs).toBeGreaterThanOrEqual(firstTokenWrittenMs - firstTokenScheduledMs - 0.002);
    expect(record.endMs).toBeGreaterThanOrEqual(record.lastTokenWrittenMs ?? Number.NaN);
  });

  it('has one line a request in the file, all of them after close', async () => {
    const truthFile = join(mkdtempSync(join(tmpdir(), 'simulator-')), 'truth.jsonl');
    const simulator = await start({ truthFile });
    await Promise.all(
      ['a', 'b', 'c'].map(async (id) => (await chat(simulator, streamed, { 'x-request-id': id })).text()),
    );
    await simulator.close();
    const records = readFileSync(truthFile, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as TruthRecord);
    expect(records.map((record) => record.id).sort()).toEqual(['a', 'b', 'c']);
    expect(records).toEqual(simulator.truth);
  });

  it('keeps only the latest in memory', async () => {
    const simulator = await start({ keepTruth: 2 });
    for (let index = 0; index < 4; index += 1) await (await chat(simulator)).text();
    await simulator.idle();
    expect(simulator.truth.map((record) => record.index)).toEqual([2, 3]);
    expect(simulator.stats()).toMatchObject({ accepted: 4, outcomes: { ok: 4 }, outputTokens: 16 });
  });

  it('gives an id of its own to a request whose id could not be a header or is missing', async () => {
    const simulator = await start({ seed: 9 });
    const reply = await chat(simulator, streamed, { 'x-request-id': 'x'.repeat(300) });
    expect(reply.headers.get('x-request-id')).toBe('sim-9-0');
  });
});

describe('slots and queue', () => {
  it('never serves more at a time than there are slots, and hands each on at its scheduled end', async () => {
    const simulator = await start({ slots: 2, prefillMs: 30, tokenMs: 2, outputTokens: 5 });
    await Promise.all(Array.from({ length: 8 }, async () => (await chat(simulator)).text()));
    await simulator.idle();
    const records = [...simulator.truth].sort((a, b) => at(a, 'slotMs') - at(b, 'slotMs'));
    const ends = records.map((record) => at(record, 'lastTokenScheduledMs')).sort((a, b) => a - b);
    records.forEach((record, index) => {
      expect(record.activeAtSlot).toBeLessThanOrEqual(2);
      if ((record.queueMs ?? 0) > 0) expect(at(record, 'slotMs')).toBeCloseTo(ends[index - 2] ?? Number.NaN, 1);
    });
    expect(records.some((record) => (record.queueMs ?? 0) > 0)).toBe(true);
  });

  it.each(['503', '429'] as const)('replies %s when the queue is full', async (overloadStatus) => {
    const simulator = await start({ slots: 1, maxQueue: 1, prefillMs: 30, overloadStatus });
    const replies = await Promise.all(Array.from({ length: 4 }, () => chat(simulator)));
    expect(replies.map((reply) => reply.status).sort()).toEqual([
      200,
      200,
      Number(overloadStatus),
      Number(overloadStatus),
    ]);
    const refused = replies.find((reply) => reply.status !== 200) as Response;
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(await refused.json()).toMatchObject({
      error: { code: 'overloaded', message: expect.stringContaining('1 requests') },
    });
  });
});

describe('clients that leave', () => {
  it('in mid-stream: the slot goes to the next at once', async () => {
    const simulator = await start({ slots: 1, tokenMs: 5, outputTokens: 100_000 });
    const abort = new AbortController();
    const first = await chat(simulator, streamed, { 'x-request-id': 'leaver' }, abort.signal);
    await first.body?.getReader().read();
    const second = chat(simulator, { ...streamed, max_tokens: 2 });
    abort.abort();
    expect((await second).status).toBe(200);
    await (await second).text();
    await simulator.idle();
    expect(simulator.truth.map((record) => [record.id === 'leaver', record.outcome])).toEqual([
      [true, 'client_closed'],
      [false, 'ok'],
    ]);
  });

  it('in the queue: they never get a slot', async () => {
    const simulator = await start({ slots: 1, tokenMs: 5, outputTokens: 100_000 });
    const [holding, waiting] = [new AbortController(), new AbortController()];
    await chat(simulator, streamed, {}, holding.signal);
    const second = chat(simulator, streamed, {}, waiting.signal).catch(() => 'left');
    await expect.poll(() => simulator.stats().queued).toBe(1);
    waiting.abort();
    expect(await second).toBe('left');
    await expect.poll(() => simulator.stats().queued).toBe(0);
    expect(simulator.truth[0]).toMatchObject({ outcome: 'client_closed', status: 0, outputTokens: 0 });
    expect(simulator.truth[0]).not.toHaveProperty('slotMs');
    holding.abort();
    await simulator.idle();
  });

  it('with half a request: it is over when they go', async () => {
    const simulator = await start();
    const socket = connect(simulator.port, '127.0.0.1');
    socket.write(rawRequest(prompt).slice(0, -10));
    await expect.poll(() => simulator.stats().open).toBe(1);
    socket.destroy();
    await simulator.idle();
    expect(simulator.truth[0]).toMatchObject({ outcome: 'client_closed' });
  });

  it('with bytes that are no HTTP: 400', async () => {
    expect((await raw(await start(), 'hello there\r\n\r\n')).text).toMatch(/^HTTP\/1.1 400 /);
  });
});

it('a body beyond 10 MiB is refused with 413 while the simulator goes on', async () => {
  const simulator = await start();
  const reply = await chat(simulator, JSON.stringify({ ...prompt, padding: 'x'.repeat(11 * 1024 * 1024) }));
  expect(reply.status).toBe(413);
  expect(await reply.json()).toMatchObject({ error: { code: 'request_too_large' } });
  expect((await chat(simulator)).status).toBe(200);
});

describe('start and close', () => {
  it('a port in use is named in the error', async () => {
    const { port } = await start();
    await expect(startSimulator({ port })).rejects.toThrow(`127.0.0.1:${port} is already in use: choose another port`);
  });

  it('close ends open streams and waiting requests, tells of them, and frees the port', async () => {
    const simulator = await start({ slots: 1, tokenMs: 5, outputTokens: 100_000 });
    const reply = await chat(simulator);
    const waiting = chat(simulator).catch(() => 'cut');
    await expect.poll(() => simulator.stats().queued).toBe(1);
    const rest = reply.text().catch(() => 'cut');
    await simulator.close();
    expect([await rest, await waiting]).toEqual(['cut', 'cut']);
    expect(simulator.truth.map((record) => record.outcome)).toEqual(['server_closed', 'server_closed']);
    await (await startSimulator({ port: simulator.port })).close();
  });

  it('close twice is close', async () => {
    const simulator = await start();
    await Promise.all([simulator.close(), simulator.close()]);
    await simulator.close();
  });
});
