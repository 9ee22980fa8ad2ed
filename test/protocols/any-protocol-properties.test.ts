import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFrameEvaluator } from '../../lib/measure/evaluate-frames.ts';
import { measure } from '../../lib/measure/measure.ts';
import { type CountedTokens, type Measurement, outcomes } from '../../lib/measure/measurement.ts';
import { loadProtocol, protocolNames } from '../../lib/protocols/index.ts';
import type { FailureKind, Protocol } from '../../lib/protocols/protocol.ts';
import { type GoldenStream, goldenStreams } from '../fixtures/golden-streams.ts';
import { playStream } from '../fixtures/play-stream.ts';
import { captureOf } from '../measure/capture-of.ts';
import { mutated } from './mutated-json.ts';

// Every protocol is held to this as soon as it is in the registry: whatever an endpoint sends, there is one measurement,
// never an exception, and never a success without a reason for it.

const protocols = await Promise.all(protocolNames().map(loadProtocol));
const streamsOf = ({ name }: Protocol) => goldenStreams().filter(({ protocol }) => protocol === name);
const rulesOf = (protocol: Protocol, { expect: { rules } }: GoldenStream) => protocol[rules ?? 'frames'];

const failureKinds: FailureKind[] = [
  'rate_limited',
  'quota',
  'overloaded',
  'auth',
  'bad_request',
  'http_error',
  'stream_error',
];

/** Frames as they were sent, evaluated and measured. */
function measureFrames(protocol: Protocol, frames: string[], asBody: boolean) {
  const evaluator = createFrameEvaluator(asBody ? protocol.body : protocol.frames, ['text']);
  frames.forEach((frame, i) => void evaluator.frame(frame, 100 + i));
  const { firstFrame, finishFrame, ...found } = evaluator.result();
  const { pieces: _pieces, text: _text, finish: _finish, model: _model, ...nothing } = captureOf();
  const capture = {
    ...nothing,
    ...found,
    timings: {
      end: 100 + frames.length,
      ...(firstFrame !== undefined && { firstFrame }),
      ...(finishFrame !== undefined && { finishFrame }),
    },
    ended: 'eof' as const,
    ...(asBody && { body: frames.join('\n') }),
  };
  const price = { input: 1, output: 1 };
  return { capture, measurement: measure(capture, { protocol, streamAsked: !asBody, nowMs: 0, price }) };
}

function expectSane({ outcome, tokens, costUsd, message, model, serviceTier, serverTimesMs, ...rest }: Measurement) {
  expect(outcomes).toContain(outcome);
  if (outcome === 'ok') expect(rest.chunks).toBeGreaterThan(0);
  if (outcome === 'ok') expect(['stop', 'length', 'tool', 'filter', 'other']).toContain(rest.finish);
  const { source: _source, costUsd: _cost, loadMs: _load, ...counts }: Partial<CountedTokens> = tokens ?? {};
  for (const count of Object.values(counts)) expect(Number.isSafeInteger(count) && count >= 0).toBe(true);
  const { input = Number.POSITIVE_INFINITY, output = Number.POSITIVE_INFINITY } = counts;
  expect(Math.max(counts.cached ?? 0, counts.cacheWrite ?? 0)).toBeLessThanOrEqual(input);
  expect(counts.reasoning ?? 0).toBeLessThanOrEqual(output);
  if (costUsd !== undefined) expect(costUsd >= 0 && Number.isFinite(costUsd)).toBe(true);
  for (const text of [message, model, serviceTier]) expect((text ?? '').length).toBeLessThanOrEqual(201);
  for (const ms of Object.values(serverTimesMs ?? {})) expect(ms).toBeGreaterThanOrEqual(0);
  for (const [name, value] of Object.entries(rest)) if (name.endsWith('Ms')) expect(value).toBeGreaterThanOrEqual(0);
}

describe.each(protocols)('$name', (protocol) => {
  const streams = streamsOf(protocol);
  const framesOf = (stream: GoldenStream) => playStream(stream, rulesOf(protocol, stream)).frames ?? [];
  const isBody = ({ expect: { rules } }: GoldenStream) => rules === 'body';
  const sent = streams.filter(isBody).concat(streams.filter((stream) => !isBody(stream)));
  const known = sent.map((stream) => ({ asBody: isBody(stream), frames: framesOf(stream) }));

  it('makes one sane measurement of frames with null, other types and nonsense in any place', () => {
    const damaged = fc
      .constantFrom(...known)
      .chain(({ asBody, frames }) => fc.tuple(fc.constant(asBody), fc.tuple(...frames.map(mutated))));
    fc.assert(
      fc.property(damaged, ([asBody, frames]) => {
        const { capture, measurement } = measureFrames(protocol, frames, asBody);
        expectSane(measurement);
        if (capture.error !== undefined || capture.finish === undefined) expect(measurement.outcome).not.toBe('ok');
      }),
      { numRuns: 400 },
    );
  });

  it('takes frames of any order and of any JSON', () => {
    const all = known.filter(({ asBody }) => !asBody).flatMap(({ frames }) => frames);
    const frame = fc.oneof(fc.constantFrom(...all), fc.json(), fc.string());
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 12 }), (frames) =>
        expectSane(measureFrames(protocol, frames, false).measurement),
      ),
      { numRuns: 200 },
    );
  });

  it('takes bytes that are broken anywhere', () => {
    const broken = fc
      .constantFrom(...streams.filter(({ bytes }) => bytes.length < 10_000))
      .chain((stream) =>
        fc.tuple(
          fc.constant(stream),
          fc.array(fc.tuple(fc.nat(stream.bytes.length - 1), fc.nat(255)), { maxLength: 8 }),
        ),
      );
    fc.assert(
      fc.property(broken, ([stream, changes]) => {
        const bytes = Uint8Array.from(stream.bytes);
        for (const [at, byte] of changes) bytes[at] = byte;
        const capture = playStream({ ...stream, bytes }, rulesOf(protocol, stream));
        expectSane(measure(capture, { protocol, streamAsked: !isBody(stream), nowMs: 0 }));
      }),
      { numRuns: 200 },
    );
  });

  it('knows every failure by one of the kinds, whatever the words', () => {
    const bodies = known.flatMap(({ frames }) => frames);
    const words = fc.oneof(fc.constantFrom(...bodies).chain(mutated), fc.json(), fc.string(), fc.constant(undefined));
    const status = fc.oneof(
      fc.constantFrom(200, 400, 401, 402, 403, 404, 413, 422, 429, 498, 500, 503, 529),
      fc.nat(999),
    );
    fc.assert(
      fc.property(status, words, words, (code, body, errorFrame) => {
        const { kind, message } = protocol.failure(code, {}, body, errorFrame);
        expect(failureKinds).toContain(kind);
        expect((message ?? '').length).toBeLessThanOrEqual(201);
      }),
      { numRuns: 300 },
    );
  });

  it('asks with JSON, and with the key in a header and nowhere else', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    const message = fc.record({ role: fc.constantFrom('user' as const, 'assistant' as const), content: text });
    const prompt = fc.record(
      { id: text, user: text, system: text, history: fc.array(message, { maxLength: 3 }), maxTokens: fc.nat() },
      { requiredKeys: ['id', 'user'] },
    );
    fc.assert(
      fc.property(prompt, fc.boolean(), text, (asked, stream, model) => {
        const baseUrl = 'http://localhost:8000/v1';
        const request = protocol.request(asked, { baseUrl, apiKey: 'sk-0123456789', model, maxTokens: 7, stream });
        expect(JSON.parse(request.body)).toBeTypeOf('object');
        expect(request.url.startsWith('http://localhost:8000/')).toBe(true);
        expect(request.url + request.body).not.toContain('sk-0123456789');
        expect(Object.values(request.headers).join()).toContain('sk-0123456789');
      }),
      { numRuns: 100 },
    );
  });

  it('has a reason of the closed set for every end', () => {
    const raw = fc.oneof(fc.string(), fc.constantFrom('toString', '__proto__', 'constructor', 'STOP', ''));
    fc.assert(
      fc.property(raw, (why) => {
        expect(['stop', 'length', 'tool', 'filter', 'error', 'other']).toContain(protocol.finish(why));
      }),
    );
  });
});
