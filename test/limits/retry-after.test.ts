import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retryAfterSeconds } from '../../lib/limits/retry-after.ts';

const now = Date.UTC(2026, 10, 22, 12, 0, 0);

describe('Retry-After', () => {
  it.each<[string, Record<string, string>, number | undefined]>([
    ['whole seconds', { 'Retry-After': '120' }, 120],
    ['parts of a second', { 'Retry-After': '0.5' }, 0.5],
    ['at once', { 'Retry-After': '0' }, 0],
    ['any case of the name, white space around the value', { 'retry-AFTER': ' 2 ' }, 2],
    ['milliseconds win over seconds', { 'Retry-After': '2', 'Retry-After-Ms': '1500' }, 1.5],
    ['milliseconds that say nothing do not', { 'Retry-After': '2', 'Retry-After-Ms': '' }, 2],
    ['a date', { 'Retry-After': 'Sun, 22 Nov 2026 12:00:30 GMT' }, 30],
    ['a date in the past is now', { 'Retry-After': 'Fri, 31 Dec 1999 23:59:59 GMT' }, 0],
    ["milliseconds under Azure's name", { 'Retry-After': '2', 'X-Ms-Retry-After-Ms': '1500' }, 1.5],
    [
      "a date, counted from the endpoint's own time where it tells it",
      { 'Retry-After': 'Sun, 22 Nov 2026 12:05:30 GMT', Date: 'Sun, 22 Nov 2026 12:05:00 GMT' },
      30,
    ],
    ['no header', {}, undefined],
    ['an empty one', { 'Retry-After': '' }, undefined],
    ['a word', { 'Retry-After': 'soon' }, undefined],
    ['a negative number', { 'Retry-After': '-5' }, undefined],
    ['a unit', { 'Retry-After': '5s' }, undefined],
    ['two values', { 'Retry-After': '5, 6' }, undefined],
    ['hexadecimal', { 'Retry-After': '0x10' }, undefined],
    ['a weekday and a number, which some engines take for a date', { 'Retry-After': 'Mon, 5' }, undefined],
    ['a date that is none', { 'Retry-After': 'Xxx, 99 Zzz 2026 99:99:99 GMT' }, undefined],
    ['a number beyond all numbers', { 'Retry-After': '9'.repeat(400) }, undefined],
  ])('%s', (_name, headers, seconds) => expect(retryAfterSeconds(headers, now)).toBe(seconds));

  describe('in the body of a refusal, as Google tells it', () => {
    const refusal = (delay: unknown) =>
      JSON.stringify({
        error: {
          code: 429,
          details: [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: delay }],
        },
      });

    it.each([
      ['37s', 37],
      ['1.5s', 1.5],
      ['0s', 0],
      ['37', undefined],
      ['-1s', undefined],
      [37, undefined],
      [null, undefined],
    ])('%j is %s', (delay, seconds) => expect(retryAfterSeconds({}, now, refusal(delay))).toBe(seconds));

    it('a header wins', () => expect(retryAfterSeconds({ 'Retry-After': '2' }, now, refusal('37s'))).toBe(2));
    it('a header that says nothing does not', () =>
      expect(retryAfterSeconds({ 'Retry-After': 'soon' }, now, refusal('37s'))).toBe(37));
  });

  it('any text gives a finite time from 0 or nothing', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (seconds, ms) => {
        const wait = retryAfterSeconds({ 'Retry-After': seconds, 'Retry-After-Ms': ms }, now);
        expect(wait === undefined || (Number.isFinite(wait) && wait >= 0)).toBe(true);
      }),
    );
  });
});
