import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measure } from '../../lib/measure/measure.ts';
import { loadProtocol, type ProtocolName } from '../../lib/protocols/index.ts';
import { type GoldenStream, goldenStreams } from '../fixtures/golden-streams.ts';
import { playStream } from '../fixtures/play-stream.ts';

const atMs = 100;

type Arrivals = [offset: number, ms: number][];

/** What is found, and what it means, when its bytes arrive so. */
async function foundIn(stream: GoldenStream, arrivals: Arrivals) {
  const protocol = await loadProtocol(stream.protocol as ProtocolName);
  const capture = playStream({ ...stream, expect: { ...stream.expect, arrivals } }, protocol.frames);
  return { capture, measurement: measure(capture, { protocol, streamAsked: true, nowMs: 0 }) };
}

/** Reads that end at these offsets, all of them at one time. */
const cutAt = (stream: GoldenStream, ends: number[]): Arrivals =>
  [...ends, stream.bytes.length].map((end) => [end, atMs]);

/**
 * What a measurement says beyond times, which reads have and frames have not. That the first frame came in an earlier read
 * than a token is of the times too.
 */
async function meaningOf(stream: GoldenStream, arrivals: Arrivals) {
  const { measurement } = await foundIn(stream, arrivals);
  return Object.fromEntries(
    Object.entries(measurement).filter(([name]) => !name.endsWith('Ms') && name !== 'roleOnlyFirst'),
  );
}

const streams = goldenStreams().filter(({ expect: { rules } }) => rules !== 'body');

describe.each(streams)('$protocol/$name', (stream) => {
  const last = stream.bytes.length - 1;

  it('is the same however its bytes are cut into reads', async () => {
    const whole = await foundIn(stream, cutAt(stream, []));
    // byte by byte, unless that takes long and shows nothing more
    if (last < 2048) {
      const ends = Array.from({ length: last }, (_, i) => i + 1);
      expect(await foundIn(stream, cutAt(stream, ends))).toEqual(whole);
    }
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: last }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(cuts, async (ends) => {
        const sorted = ends.sort((a, b) => a - b);
        expect(await foundIn(stream, cutAt(stream, sorted))).toEqual(whole);
      }),
      { numRuns: 3 },
    );
  });

  it('means the same whether its reads come at once or one by one', async () => {
    const { arrivals } = stream.expect;
    const apart = await meaningOf(
      stream,
      arrivals.map(([offset], i) => [offset, 100 * (i + 1)]),
    );
    expect(await meaningOf(stream, cutAt(stream, []))).toEqual(apart);
  });
});
