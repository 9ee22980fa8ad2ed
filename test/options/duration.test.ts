import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, parseDuration } from '../../lib/options/duration.ts';

describe('parseDuration reads k6 durations as milliseconds', () => {
  it.each([
    ['0', 0],
    ['0s', 0],
    ['250ms', 250],
    ['0.5s', 500],
    ['30s', 30_000],
    ['1m30s', 90_000],
    ['1.5h', 5_400_000],
    ['1h2m3.5s', 3_723_500],
    ['1h1h', 7_200_000],
    ['007s', 7000],
    ['8760h', 31_536_000_000],
  ])('%s', (text, ms) => expect(parseDuration(text)).toBe(ms));

  it.each([
    ['1.1s', 1100],
    ['2m59.56s', 179_560],
    ['0.0015s', 1.5],
  ])('%s without the noise of binary fractions', (text, ms) => expect(parseDuration(text)).toBe(ms));

  it.each([
    '',
    '5',
    '1.5',
    's',
    '-1s',
    '+1s',
    '1 s',
    ' 1s',
    '1s ',
    '1S',
    '1d',
    '.5s',
    '1.s',
    '1e3s',
    '1s30',
    '1,5s',
    '30sec',
    '∞',
  ])('refuses %j', (text) => expect(parseDuration(text)).toBeUndefined());

  it('refuses more than a year, which k6 would refuse later and in other words', () => {
    expect(parseDuration('8761h')).toBeUndefined();
    expect(parseDuration(`${'9'.repeat(400)}s`)).toBeUndefined();
  });
});

describe('formatDuration writes what k6 reads', () => {
  it.each([
    [0, '0s'],
    [1, '1ms'],
    [0.5, '0.5ms'],
    [1500, '1.5s'],
    [60_000, '1m'],
    [90_500, '90.5s'],
    [3_600_000, '1h'],
    [3_661_000, '1h1m1s'],
  ])('%d', (ms, text) => expect(formatDuration(ms)).toBe(text));

  it('comes back as the same number, to the microsecond', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 31_536_000_000_000 }), (microseconds) => {
        const ms = microseconds / 1000;
        expect(parseDuration(formatDuration(ms))).toBe(ms);
      }),
    );
  });
});
