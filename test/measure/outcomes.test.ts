import { describe, expect, it } from 'vitest';
import type { Capture } from '../../lib/measure/capture.ts';
import { measure } from '../../lib/measure/measure.ts';
import { type Outcome, outcomes } from '../../lib/measure/measurement.ts';
import { readBody } from '../../lib/measure/read-body.ts';
import { openaiChat } from '../../lib/protocols/openai-chat.ts';
import { captureOf, nothingSeen, piecesAt } from './capture-of.ts';

const measured = (capture: Capture, streamAsked = true) =>
  measure(readBody(capture, openaiChat.body), { protocol: openaiChat, streamAsked, nowMs: 0 });

const half: Partial<Capture> = { channels: { text: piecesAt(100) }, pieces: piecesAt(100), text: { text: 'Bl' } };
const body = (json: unknown, over: Partial<Capture> = {}) =>
  nothingSeen({ ended: 'eof', body: typeof json === 'string' ? json : JSON.stringify(json), ...over });
const answer = {
  choices: [{ message: { content: 'Blue' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 9, completion_tokens: 1 },
};

const cases: [Outcome, string, Capture][] = [
  ['ok', 'a finish reason and a piece', captureOf()],
  ['ok', 'the end mark never came', captureOf({ ended: 'eof' })],
  [
    'ok',
    'a reset after the finish reason has taken nothing from the answer',
    captureOf({ ended: 'reset', failure: 'reset' }),
  ],
  ['ok', 'a malformed frame among good ones', captureOf({ malformed: { n: 1, first: '{' } })],
  [
    'ok',
    'reasoning alone, up to the cap',
    captureOf({ channels: { reasoning: piecesAt(100) }, pieces: piecesAt(100), finish: 'length' }),
  ],
  ['ok', 'a finish reason nobody knows', captureOf({ finish: 'because' })],
  ['rate_limited', '429', nothingSeen({ status: 429 })],
  ['rate_limited', '429 told inside a stream', nothingSeen({ error: '{"error":{"message":"x","code":429}}' })],
  ['quota', '402', nothingSeen({ status: 402 })],
  ['quota', 'insufficient_quota', body({ error: { code: 'insufficient_quota' } }, { status: 429 })],
  ['overloaded', '503', nothingSeen({ status: 503 })],
  ['auth', '401', body('Unauthorized', { status: 401 })],
  ['bad_request', '404', body({ error: 'no model' }, { status: 404 })],
  ['http_error', '500', nothingSeen({ status: 500 })],
  ['http_error', 'a redirect, which nobody follows', nothingSeen({ status: 307 })],
  ['http_error', '500 whose body then stalls', nothingSeen({ status: 500, ended: 'idle_timeout' })],
  ['timeout', 'no response within the time', nothingSeen({ status: 0, ended: 'timeout', failure: 'timeout' })],
  ['timeout', 'the answer was not over within the time', captureOf({ ...half, ended: 'timeout' })],
  ['idle_timeout', 'silence in mid-stream', captureOf({ ...half, ended: 'idle_timeout' })],
  // SDKs wait for the end of such a stream as well: for its user the request hangs.
  ['idle_timeout', 'a finished stream that is never closed', captureOf({ ended: 'idle_timeout' })],
  ['network', 'nothing listens', nothingSeen({ status: 0, ended: 'refused', failure: 'connection refused' })],
  ['network', 'no such host', nothingSeen({ status: 0, ended: 'dns' })],
  ['network', 'a bad certificate', nothingSeen({ status: 0, ended: 'tls' })],
  ['network', 'no HTTP', nothingSeen({ status: 0, ended: 'protocol' })],
  [
    'network',
    'a reset in mid-stream',
    { ...captureOf({ ...half, ended: 'reset' }), finish: undefined } as unknown as Capture,
  ],
  ['stream_error', 'an error frame', nothingSeen({ error: '{"error":"x"}' })],
  ['stream_error', 'an error frame after a finish reason', captureOf({ error: '{"error":{"message":"x"}}' })],
  ['stream_error', 'an error in a JSON body with status 200', body({ error: { message: 'x' } })],
  ['stream_error', 'the finish reason says error, and nothing else does', captureOf({ finish: 'error' })],
  ['truncated', 'pieces and a clean end, no finish reason', nothingSeen({ ...half, ended: 'eof' })],
  ['truncated', '[DONE] alone proves nothing', nothingSeen({ ended: 'terminal', frameCount: 1 })],
  ['truncated', 'not a byte', nothingSeen({ ended: 'eof' })],
  ['truncated', 'an empty body', body('')],
  [
    'truncated',
    'a frame cut at the end of a stream',
    nothingSeen({ ...half, ended: 'eof', malformed: { n: 1, first: '{"cho' } }),
  ],
  ['not_streamed', 'one JSON answer though a stream was asked for', body(answer)],
  ['empty', 'a finish reason and not a single piece', nothingSeen({ finish: 'stop' })],
  ['malformed', 'HTML with status 200', body('<html>Welcome</html>')],
  [
    'malformed',
    'an encoding that the reply only says it has',
    nothingSeen({ ended: 'protocol', failure: 'gzip: invalid header' }),
  ],
  ['malformed', 'JSON of another API', body({ hello: 'world' })],
  [
    'malformed',
    'frames of no JSON and nothing else',
    nothingSeen({ ended: 'eof', malformed: { n: 3, first: 'hello' } }),
  ],
  ['malformed', 'an endless line', nothingSeen({ ended: 'too_large' })],
  ['interrupted', 'we ended it', captureOf({ ...half, ended: 'interrupted' })],
];

describe('what was seen → how it ended', () => {
  it.each(cases)('%s: %s', (outcome, _name, capture) => {
    const seen = outcome === 'timeout' || (outcome === 'idle_timeout' && capture.pieces?.count === 1);
    const { finish: _finish, ...unfinished } = capture;
    expect(measured(seen ? (unfinished as Capture) : capture).outcome).toBe(outcome);
  });

  it('every outcome there is can be had', () => {
    expect(outcomes.filter((outcome) => !cases.some(([reached]) => reached === outcome))).toEqual([]);
  });
});

describe('one JSON answer', () => {
  it('that was asked for is ok, and is given no first token', () => {
    const { outcome, endMs, chunks, tokens, text, ...rest } = measured(body(answer), false);
    expect({ outcome, endMs, chunks, tokens, text }).toEqual({
      outcome: 'ok',
      endMs: 130,
      chunks: 1,
      tokens: { input: 9, output: 1, source: 'usage' },
      text: { text: 'Blue' },
    });
    expect(Object.keys(rest).filter((key) => /Token|Gap|gap/.test(key))).toEqual([]);
  });

  it('in place of a stream still tells its tokens and its cost', () => {
    const price = { input: 1_000_000, output: 1_000_000 };
    const seen = readBody(body(answer), openaiChat.body);
    const { tokens, costUsd } = measure(seen, { protocol: openaiChat, streamAsked: true, nowMs: 0, price });
    expect([tokens?.output, costUsd]).toEqual([1, 10]);
  });

  it('between the empty lines of a server that pads long waits', () => {
    expect(measured(body(`\n\n \r\n${JSON.stringify(answer)}\n\n`), false).outcome).toBe('ok');
  });

  it('is a stream after all: pieces have their times', () => {
    expect(measured(captureOf(), false)).toMatchObject({ outcome: 'ok', firstTokenMs: 100 });
  });
});

describe('the words about a failure', () => {
  it("are the endpoint's own", () => {
    expect(measured(body({ error: { message: 'no such model' } }, { status: 404 })).message).toBe('no such model');
  });

  it("else the transport's", () => {
    expect(measured(nothingSeen({ status: 0, ended: 'refused', failure: 'connection refused' })).message).toBe(
      'connection refused',
    );
  });

  it.each([
    ['<!DOCTYPE html>\n<h1>Blue</h1>', 'text/html; charset=utf-8', '29 characters of text/html'],
    ['data: {"delta":"Blue"}\n\n', 'text/plain', 'an event stream, 22 characters of text/plain'],
    ['{"message":"Blue"}\n{"message":" sky"}\n', 'application/json', '37 characters of application/json'],
    ['Blue sky.', '', '9 characters of no known type'],
    ['Blue sky.', `text/${'x'.repeat(76)}`, '9 characters of no known type'],
  ])('say what kind of thing a reply of no API is, never its words, which may be an answer: %j', (text, type, kind) => {
    const { outcome, message } = measured(body(text, { headers: { 'Content-Type': type } }));
    expect({ outcome, message }).toEqual({ outcome: 'malformed', message: `not this API's reply: ${kind}` });
  });

  it('count the frames of no API and show none', () => {
    const { message } = measured(nothingSeen({ ended: 'eof', malformed: { n: 3, first: 'Blue\nsky' } }));
    expect(message).toBe("not this API's stream: 3 frames that cannot be read, and nothing generated");
  });

  it('are absent rather than empty', () => {
    expect(measured(nothingSeen({ status: 0, ended: 'refused', failure: '' }))).not.toHaveProperty('message');
    expect(measured(captureOf())).not.toHaveProperty('message');
  });
});
