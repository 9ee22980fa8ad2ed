import { describe, expect, it } from 'vitest';
import { redact, redactWords, secretsOf } from '../../lib/k6/redact.ts';
import type { Capture } from '../../lib/measure/capture.ts';
import { createFrameEvaluator } from '../../lib/measure/evaluate-frames.ts';
import { measure } from '../../lib/measure/measure.ts';
import type { Options } from '../../lib/options/table.ts';
import { loadProtocol, protocolNames } from '../../lib/protocols/index.ts';
import { openaiChatFrames } from '../../lib/protocols/openai-chat-frames.ts';
import { captureOf, nothingSeen } from '../measure/capture-of.ts';

const key = 'sk-proj-0a1B2c3D4e5F6g7H';
const optionsWith = (extraHeaders?: Record<string, string>, model = 'the-model') =>
  ({ model, extraHeaders }) as Options;
const secrets = secretsOf(optionsWith(), key);

/** Every four characters in a row of the key. */
const pieces = Array.from({ length: key.length - 3 }, (_, at) => key.slice(at, at + 4));
const leakedIn = (text: string) => pieces.filter((piece) => text.includes(piece));

/** A text of which the first `kept` characters end after so many of the key. */
const cutAfter = (ofKey: number, kept: number, filler = '. ') =>
  `${filler.repeat(kept).slice(0, kept - ofKey)}${key} is wrong`;
const positions = Array.from({ length: key.length + 1 }, (_, ofKey) => ofKey);

describe.each(positions)('a text cut after %d characters of the key', (ofKey) => {
  it('is a frame that cannot be read', () => {
    const evaluator = createFrameEvaluator(openaiChatFrames());
    evaluator.frame(cutAfter(ofKey, 200), 1);
    expect(leakedIn(redact(evaluator.result().malformed.first ?? '', secrets))).toEqual([]);
  });

  it('is an error frame, of which the first 4096 characters are kept', () => {
    const evaluator = createFrameEvaluator(openaiChatFrames());
    evaluator.frame(JSON.stringify({ error: cutAfter(ofKey, 4096 - '{"error":"'.length, ' ') }), 1);
    const { error = '' } = evaluator.result();
    expect(error).toHaveLength(4096);
    expect(leakedIn(redact(error, secrets))).toEqual([]);
  });

  it('is the name of a model, a tier or a request', () => {
    const name = cutAfter(ofKey, 200);
    const headers = { 'X-Request-Id': name };
    const capture = captureOf({ model: name, headers, extra: { service_tier: JSON.stringify(name) } });
    const exchange = measure(capture, { protocol: openaiChat, streamAsked: true, nowMs: 0 });
    expect([exchange.model, exchange.serviceTier, exchange.requestId]).toEqual(Array(3).fill(name.slice(0, 200)));
    redactWords(exchange, secrets);
    expect(leakedIn(JSON.stringify(exchange))).toEqual([]);
  });

  it('is the page that refuses, whose tags fill what is read of it, at any API', () => {
    for (const protocol of protocols) {
      const page = cutAfter(ofKey, 4096, '<b></b>');
      const capture: Capture = nothingSeen({ status: 502, body: page, headers: { 'Content-Type': 'text/html' } });
      const exchange = measure(capture, { protocol, streamAsked: true, nowMs: 0 });
      redactWords(exchange, secrets);
      expect(leakedIn(exchange.message ?? '')).toEqual([]);
    }
  });
});

const protocols = await Promise.all(protocolNames().map(loadProtocol));
const openaiChat = await loadProtocol('openai-chat');

it('a name that was not cut ends where it ends, though a secret begins so', () => {
  const found = secretsOf(optionsWith({ 'X-Mode': 'chat-completions', 'X-Of': 'deepseek' }, 'deepseek-chat'), key);
  const names = captureOf({ model: 'deepseek-chat', headers: { 'X-Request-Id': `req-${key}` } });
  const exchange = measure(names, { protocol: openaiChat, streamAsked: true, nowMs: 0 });
  redactWords(exchange, found);
  expect([exchange.model, exchange.requestId]).toEqual(['deepseek-chat', 'req-***']);
});

describe('a secret in a text', () => {
  it.each(positions.slice(4, -1))('whose beginning came in an earlier frame: the last %d characters', (ofKey) => {
    expect(redact(`${key.slice(-ofKey)} is wrong`, secrets)).toBe('*** is wrong');
  });

  it.each([
    ['whole', `the key ${key} is wrong`, 'the key *** is wrong'],
    ['twice', `${key}${key}`, '******'],
    ['whole, then cut', `${key}, I say ${key.slice(0, 9)}`, '***, I say ***'],
    ['cut after its beginning came twice', `sk-psk-proj`, 'sk-p***'],
    ['that is a piece of it and nothing else', key.slice(0, 12), '***'],
    ['that is not in it', 'no key at all', 'no key at all'],
  ])('%s', (_title, text, clean) => {
    expect(redact(text, secrets)).toBe(clean);
  });

  it('as JSON escapes it in a frame that is shown as it was sent', () => {
    const header = 'tok/en="quoted\\"';
    const found = secretsOf(optionsWith({ 'X-Key': header }), undefined);
    const inJson = JSON.stringify(header);
    const inPhp = inJson.replaceAll('/', '\\/');
    expect([inJson, inPhp, header].map((text) => redact(text, found))).toEqual(['"***"', '"***"', '***']);
  });

  it('of a header is also its credentials without their scheme, and no header is one that is a mere word', () => {
    const found = secretsOf(
      optionsWith({ Authorization: `Bearer ${key}`, 'X-Team': 'search', 'X-Model': 'the-model' }),
      undefined,
    );
    expect(redact(`${key} of search at the-model`, found)).toBe('*** of search at the-model');
  });
});
