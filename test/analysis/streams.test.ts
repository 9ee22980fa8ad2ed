import { describe, expect, it } from 'vitest';
import { streamsFinding } from '../../lib/analysis/streams.ts';

const counts = { exchanges: 60, signs: {}, tokens: 1200, chunks: 600 };

describe('the finding on streams', () => {
  it('of a run without streams is none', () => {
    expect(streamsFinding({ ...counts, exchanges: 0 })).toBeUndefined();
  });

  it('with nothing odd says so, with the tokens a chunk', () => {
    expect(streamsFinding(counts)).toEqual({
      name: 'streams',
      level: 'good',
      says: '60 streams, none held back or stalled, 2.0 tokens a chunk',
      because: [],
      values: { exchanges: 60, tokens_per_chunk: 2 },
    });
  });

  it('tells how this endpoint streams without a warning', () => {
    const finding = streamsFinding({ ...counts, signs: { role_only_first: 60, keep_alives: 2 } });
    expect(finding?.level).toBe('good');
    expect(finding?.because).toEqual([
      '2 of 60 held keep-alive comments, which are taken for no token',
      '60 of 60 began with a frame that holds no token, and is not taken for one',
    ]);
    expect(finding?.values).toMatchObject({ role_only_first: 60, keep_alives: 2 });
  });

  it('warns of what changes the meaning of a number, the gravest first', () => {
    const finding = streamsFinding({
      ...counts,
      signs: { no_usage: 1, burst: 12, malformed: 3 },
      firstMalformed: '{"choices":[',
    });
    expect(finding?.level).toBe('warning');
    expect(finding?.says).toBe(
      '12 of 60 arrived in one burst at the end: something on the way holds streams back, and their time to first token is its own',
    );
    expect(finding?.also).toEqual([
      '1 of 60 told no usage: tokens per second and cost leave them out',
      '3 of 60 held frames that cannot be read',
      'the first frame that cannot be read: {"choices":[',
    ]);
  });

  it('shows the first frame that cannot be read as one line, which steers no terminal', () => {
    const firstMalformed = '<html>\r\n\t\u001b[2J\u009b0m<p>  Sign in\u0000</p>\n';
    expect(streamsFinding({ ...counts, signs: { malformed: 1 }, firstMalformed })?.also).toEqual([
      'the first frame that cannot be read: <html> [2J 0m<p> Sign in </p>',
    ]);
  });

  it('knows no tokens a chunk where no tokens were told', () => {
    expect(streamsFinding({ ...counts, tokens: 0, chunks: 0 })?.says).toBe('60 streams, none held back or stalled');
    const one = { ...counts, exchanges: 1, tokens: 0, chunks: 0 };
    expect(streamsFinding(one)?.says).toBe('1 stream, none held back or stalled');
  });

  it.each([
    ['not_streamed', '60 of 60 were not streamed though asked to be: they have no time to first token'],
    ['stalled', '60 of 60 stalled: silent for more than 1 s and 10 × their median gap'],
  ])('%s', (sign, says) => {
    expect(streamsFinding({ ...counts, signs: { [sign]: 60 } })?.says).toBe(says);
  });
});
