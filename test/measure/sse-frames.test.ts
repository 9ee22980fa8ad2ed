import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSseSplitter } from '../../lib/measure/sse-frames.ts';

function split(...chunks: string[]) {
  const splitter = createSseSplitter();
  const frames = chunks.flatMap((chunk) => splitter.feed(chunk));
  return { frames: [...frames, ...splitter.end()], comments: splitter.comments() };
}

const data = (...chunks: string[]) => split(...chunks).frames.map((frame) => frame.data);

describe('SSE splitter', () => {
  it('data with a space after the colon: one space is dropped, no more', () => {
    expect(data('data: a\n\ndata:  b\n\ndata:c\n\n')).toEqual(['a', ' b', 'c']);
  });

  it('a BOM at the very start is dropped, a later one is text', () => {
    expect(data('\ufeffdata: a\n\ndata: \ufeff\n\n')).toEqual(['a', '\ufeff']);
    expect(data('', '\ufeff', 'data: a\n\n')).toEqual(['a']);
  });

  it('CRLF cut between CR and LF: the LF is no second line end', () => {
    expect(data('data: a\r', '\ndata: b\r\n\r', '\n')).toEqual(['a\nb']);
  });

  it('CR alone: the frame is there with the second CR, before anything follows', () => {
    const splitter = createSseSplitter();
    expect(splitter.feed('data: a\r\r')).toEqual([{ data: 'a' }]);
    expect(splitter.feed('\n')).toEqual([]);
    expect(splitter.feed('data: b\r\r')).toEqual([{ data: 'b' }]);
  });

  it('all three line ends in one stream', () => {
    expect(data('data: a\r\n\r\ndata: b\r\rdata: c\n\n')).toEqual(['a', 'b', 'c']);
  });

  it('data on many lines: joined by LF', () => {
    expect(data('data: {\ndata:  "a": 1\ndata: }\n\n')).toEqual(['{\n "a": 1\n}']);
  });

  it('data without a colon: an empty line of data', () => {
    expect(data('data\ndata: a\n\n')).toEqual(['\na']);
  });

  it('frames without data: none', () => {
    expect(data('\n\n\ndata\n\ndata:\n\nevent: ping\n\n: comment\n\nid: 1\n\n')).toEqual([]);
  });

  it('the last frame without a blank line: given at the end', () => {
    expect(data('data: a\n')).toEqual(['a']);
    expect(data('data: a')).toEqual(['a']);
  });

  it('unknown fields, retry and a name in capitals: passed over', () => {
    expect(data('retry: 1\nDATA: no\n data: no\nfoo\ndata: a\n\n')).toEqual(['a']);
  });

  it('what is no field is kept apart until a frame comes, for it may be all there is', () => {
    const splitter = createSseSplitter();
    splitter.feed('<html>\n\n<p>Sign');
    splitter.feed(' in</p>\nretry: 1\n: ping\nid: 7\n\n');
    expect(splitter.unknown()).toBe('<html>\n<p>Sign in</p>');
    splitter.feed('data: a\n\nfoo: b\n\n');
    expect(splitter.unknown()).toBe('<html>\n<p>Sign in</p>');
  });

  it('event and id: told with their frame and no further', () => {
    expect(split('event: error\nid: 7\ndata: a\n\nevent: ping\n\ndata: b\n\n').frames).toEqual([
      { event: 'error', id: '7', data: 'a' },
      { data: 'b' },
    ]);
  });

  it('JSON without its data: handed on as stray up to the next blank line, what are fields within it left out', () => {
    expect(split('{"error":\n1}\n: ping\nretry: 1\ndata: a\n\n{"b":1}').frames).toEqual([
      { data: 'a' },
      { data: '{"error":\n1}', stray: true },
      { data: '{"b":1}', stray: true },
    ]);
    expect(split('x\n{"a":1}\n\n"b"\n').frames).toEqual([{ data: '{"a":1}', stray: true }]);
  });

  it('comments, bare and last without a line end: counted', () => {
    expect(split(':\n\n: keep-alive\n\n', ': OPENROUTER').comments).toBe(3);
  });

  it('a NUL, lone surrogates and a line separator: text like any other', () => {
    expect(data('data: \0\ud83d\u2028\n\n')).toEqual(['\0\ud83d\u2028']);
  });

  it('a megabyte in small chunks: not scanned again with each', () => {
    const splitter = createSseSplitter();
    splitter.feed('data: ');
    for (let i = 0; i < 100_000; i += 1) splitter.feed('0123456789');
    expect(splitter.end()[0]?.data).toHaveLength(1_000_000);
  });

  it('any cut of any text: the same frames', () => {
    const piece = fc.constantFrom(
      'data',
      'event',
      'id',
      ':',
      ' ',
      '\r',
      '\n',
      '\r\n',
      '\n\n',
      '\ufeff',
      'data: a',
      '🙂',
      '{"a":1}',
    );
    fc.assert(
      fc.property(fc.array(piece), fc.array(fc.nat(60)), (pieces, cuts) => {
        const text = pieces.join('');
        const at = [0, ...cuts.map((cut) => Math.min(cut, text.length)), text.length].sort((a, b) => a - b);
        const chunks = at.slice(1).map((end, i) => text.slice(at[i], end));
        expect(split(...chunks)).toEqual(split(text));
      }),
    );
  });

  it('any line ends: the same frames', () => {
    const line = fc.constantFrom('data: a', 'data:b', 'data', ': c', 'event: e', '', 'nonsense');
    fc.assert(
      fc.property(fc.array(line), fc.constantFrom('\r', '\r\n'), (lines, lineEnd) => {
        expect(split(lines.join(lineEnd))).toEqual(split(lines.join('\n')));
      }),
    );
  });
});
