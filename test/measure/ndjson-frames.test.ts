import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNdjsonSplitter } from '../../lib/measure/ndjson-frames.ts';

function split(...chunks: string[]) {
  const splitter = createNdjsonSplitter();
  return [...chunks.flatMap((chunk) => splitter.feed(chunk)), ...splitter.end()];
}

describe('NDJSON splitter', () => {
  it('a line cut anywhere: one frame, once it is whole', () => {
    const splitter = createNdjsonSplitter();
    expect(splitter.feed('{"a"')).toEqual([]);
    expect(splitter.feed(':1}\n{"b":2}\n{')).toEqual(['{"a":1}', '{"b":2}']);
  });

  it('CRLF, blank lines and a BOM: no part of a frame', () => {
    expect(split('\ufeff{"a":1}\r', '\n\n  \n{"b":2}\r\n')).toEqual(['{"a":1}', '{"b":2}']);
  });

  it('the last line without a line end: given at the end', () => {
    expect(split('1\n2')).toEqual(['1', '2']);
  });

  it('any cut of any text: the same frames', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('{"a":1}', '\n', '\r\n', ' ', '🙂')), fc.nat(30), (pieces, cut) => {
        const text = pieces.join('');
        expect(split(text.slice(0, cut), text.slice(cut))).toEqual(split(text));
      }),
    );
  });
});
