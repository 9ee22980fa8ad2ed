import { describe, expect, it } from 'vitest';
import type { Capture } from '../../lib/measure/capture.ts';
import { loadProtocol, protocolNames } from '../../lib/protocols/index.ts';
import type { Protocol } from '../../lib/protocols/protocol.ts';
import { goldenJson, goldenStreams } from '../fixtures/golden-streams.ts';
import { playStream } from '../fixtures/play-stream.ts';

// The extension reads the same bytes and the same expectations: see extension/capture.
const rulesOf: Record<string, Protocol> = Object.fromEntries(
  await Promise.all(protocolNames().map(async (name) => [name, await loadProtocol(name)])),
);

const parsed = (raw: Record<string, string>) =>
  Object.fromEntries(Object.entries(raw).map(([name, json]) => [name, JSON.parse(json)]));

/** The capture in the words of `expect.json`; what is absent is null. */
function inWordsOfTheReadme(capture: Capture): Record<string, unknown> {
  const { timings, usage, extra, malformed, ...rest } = capture;
  const words = {
    ...rest,
    usage: usage.map((raw) => JSON.parse(raw)),
    extra: parsed(extra),
    malformed: malformed.n,
    firstFrame: timings.firstFrame,
    finishFrame: timings.finishFrame,
    endMs: timings.end,
  };
  return new Proxy(words, { get: (all, name) => Reflect.get(all, name) ?? null });
}

describe.each(goldenStreams())('$protocol/$name', ({ protocol, ...stream }) => {
  const { expect: expected } = stream;
  const rules = rulesOf[protocol]?.[expected.rules ?? 'frames'];
  if (!rules) throw new Error(`no rules for ${protocol}: it is not in lib/protocols/index.ts`);

  it(expected.about, () => {
    const capture = inWordsOfTheReadme(playStream({ protocol, ...stream }, rules));
    const compared = Object.fromEntries(Object.keys(expected.capture).map((name) => [name, capture[name]]));
    expect(compared).toEqual(expected.capture);
  });

  it('names its source, its date and reads that end where the file ends', () => {
    expect(expected).toMatchObject({
      source: expect.stringMatching(/./),
      date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
    expect(expected.arrivals.at(-1)?.[0]).toBe(stream.bytes.length);
  });
});

describe.each(Object.entries(rulesOf))('the rules the extension reads for %s', (protocol, { frames, body }) => {
  it('rules.json is the value in lib/protocols', () => expect(goldenJson(protocol, 'rules.json')).toEqual(frames));
  it('body-rules.json is the value in lib/protocols', () =>
    expect(goldenJson(protocol, 'body-rules.json')).toEqual(body));
});
