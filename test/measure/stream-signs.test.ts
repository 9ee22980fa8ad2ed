import { describe, expect, it } from 'vitest';
import type { Measurement } from '../../lib/measure/measurement.ts';
import { signsOf } from '../../lib/measure/stream-signs.ts';

/** Twenty chunks, one each 50 ms, from 1 s to 2 s. */
const steady: Measurement = {
  outcome: 'ok',
  status: 200,
  firstTokenMs: 1000,
  lastTokenMs: 2000,
  endMs: 2010,
  chunks: 20,
  longestGapMs: 60,
  gapP50Ms: 50,
  gapP99Ms: 60,
  tokens: { input: 10, output: 20, source: 'usage' },
  text: {},
  reused: true,
  comments: 0,
  roleOnlyFirst: false,
  malformedFrames: 0,
};

/** Silent for 1.5 s, then forty chunks, one each millisecond. */
const handedOn: Partial<Measurement> = {
  firstTokenMs: 1500,
  lastTokenMs: 1540,
  chunks: 40,
  gapP50Ms: 1,
  longestGapMs: 3,
};

describe('what a stream shows of its way', () => {
  it.each<[string, Partial<Measurement>, string[]]>([
    ['a steady one: nothing', {}, []],
    ['all chunks in the last read: a burst', { firstTokenMs: 2000, gapP50Ms: 0 }, ['burst']],
    ['in two reads at the end: a burst', { firstTokenMs: 1900, gapP50Ms: 0, longestGapMs: 100 }, ['burst']],
    ['pairs of chunks in one read, over the whole time: no burst', { gapP50Ms: 0 }, []],
    ['four chunks at once: an answer so short may come at once', { chunks: 4, firstTokenMs: 2000, gapP50Ms: 0 }, []],
    ['1.5 s of silence, then 40 chunks, one each ms: a burst', handedOn, ['burst']],
    ['the same after a frame without a token: the way lets frames through', { ...handedOn, firstFrameMs: 200 }, []],
    ['the same, and 300 tokens of reasoning were hidden: they took the time', { ...handedOn, hiddenTokens: 300 }, []],
    ['1000 tokens/s after 1.5 s, few tokens: no burst', { ...handedOn, chunks: 15, lastTokenMs: 1515 }, []],
    ['1000 tokens/s after 1.5 s, many tokens: no burst', { ...handedOn, chunks: 300, lastTokenMs: 1800 }, []],
    ['1000 tokens/s after 0.5 s: no burst', { ...handedOn, firstTokenMs: 500, lastTokenMs: 520, chunks: 20 }, []],
    ['1000 tokens/s after 5 s in a queue: no burst', { ...handedOn, firstTokenMs: 5000, lastTokenMs: 5040 }, []],
    [
      '200 tokens/s after 5 s: no burst',
      { ...handedOn, firstTokenMs: 5000, lastTokenMs: 5250, chunks: 50, gapP50Ms: 5 },
      [],
    ],
    [
      'a role frame in the read of the first token: no other read, still a burst',
      { ...handedOn, firstFrameMs: 1500 },
      ['burst'],
    ],
    ['silent for 1.1 s where 50 ms are usual: stalled', { longestGapMs: 1100 }, ['stalled']],
    ['silent for 0.9 s: not stalled', { longestGapMs: 900 }, []],
    ['2 s between any two chunks: slow, not stalled', { longestGapMs: 2100, gapP50Ms: 2000 }, []],
    ['no usage', { tokens: { output: 20, source: 'exact' } }, ['no_usage']],
    ['usage of the input alone', { tokens: { input: 10, source: 'usage' } }, ['no_usage']],
    ['no usage in what failed: nobody expects it', { outcome: 'truncated', tokens: undefined } as never, []],
    ['one JSON reply', { outcome: 'not_streamed', chunks: 1, firstTokenMs: undefined } as never, ['not_streamed']],
    ['frames that cannot be read', { malformedFrames: 2 }, ['malformed']],
    ['comments and a role-only first frame', { comments: 3, roleOnlyFirst: true }, ['keep_alives', 'role_only_first']],
  ])('%s', (_, over, signs) => {
    expect(signsOf({ ...steady, ...over })).toEqual(signs);
  });
});
