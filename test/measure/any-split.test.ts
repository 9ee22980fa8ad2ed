import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadProtocol, type ProtocolName } from '../../lib/protocols/index.ts';
import { type GoldenStream, goldenStreams } from '../fixtures/golden-streams.ts';
import { playStream } from '../fixtures/play-stream.ts';

const atMs = 100;

/** What is found when reads end at these offsets, all of them at one time. */
async function foundIn(stream: GoldenStream, ends: number[]) {
  const { frames } = await loadProtocol(stream.protocol as ProtocolName);
  const arrivals = [...ends, stream.bytes.length].map((end): [number, number] => [end, atMs]);
  return playStream({ ...stream, expect: { ...stream.expect, arrivals } }, frames);
}

const streams = goldenStreams().filter(({ expect: { rules } }) => rules !== 'body');

describe.each(streams)('$protocol/$name', (stream) => {
  it('is the same however its bytes are cut into reads', async () => {
    const whole = await foundIn(stream, []);
    const last = stream.bytes.length - 1;
    // byte by byte, unless that takes long and shows nothing more
    if (last < 2048)
      expect(
        await foundIn(
          stream,
          Array.from({ length: last }, (_, i) => i + 1),
        ),
      ).toEqual(whole);
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: last }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(cuts, async (ends) => {
        expect(
          await foundIn(
            stream,
            ends.sort((a, b) => a - b),
          ),
        ).toEqual(whole);
      }),
      { numRuns: 3 },
    );
  });
});
