import { describe, expect, it } from 'vitest';
import { measure } from '../../lib/measure/measure.ts';
import { loadProtocol, protocolNames } from '../../lib/protocols/index.ts';
import type { Protocol } from '../../lib/protocols/protocol.ts';
import { type GoldenStream, goldenStreams } from '../fixtures/golden-streams.ts';
import { playStream } from '../fixtures/play-stream.ts';

const protocols: Record<string, Protocol> = Object.fromEntries(
  await Promise.all(protocolNames().map(async (name) => [name, await loadProtocol(name)])),
);

// Bytes → splitter → evaluator → measure: the whole way that an exchange goes, without a network.
function measureGolden({ protocol: name, ...stream }: GoldenStream) {
  const protocol = protocols[name];
  if (protocol === undefined) throw new Error(`no protocol is called ${name}: accepted are ${Object.keys(protocols)}`);
  const isBody = stream.expect.rules === 'body';
  const capture = playStream({ protocol: name, ...stream }, isBody ? protocol.body : protocol.frames);
  return measure(capture, { protocol, streamAsked: !isBody, nowMs: 0 });
}

describe.each(goldenStreams())('$protocol/$name', (stream) => {
  it('means what its expectation says', () => {
    expect(stream.expect.measurement).toBeDefined();
    expect(measureGolden(stream)).toMatchObject(stream.expect.measurement ?? {});
  });

  it('has no first token unless it was streamed', () => {
    const isBody = stream.expect.rules === 'body';
    const { firstTokenMs, chunks } = measureGolden(stream);
    expect(firstTokenMs !== undefined).toBe(!isBody && chunks > 0);
  });
});

it('every protocol has golden streams', () => {
  const shown = new Set(goldenStreams().map(({ protocol }) => protocol));
  expect(protocolNames().filter((name) => !shown.has(name))).toEqual([]);
});
