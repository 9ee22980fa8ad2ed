import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openaiLimits } from '../../lib/limits/openai-limits.ts';
import { parseReset } from '../../lib/limits/reset.ts';
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

  it('any text gives a finite time from 0 or nothing', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (seconds, ms) => {
        const wait = retryAfterSeconds({ 'Retry-After': seconds, 'Retry-After-Ms': ms }, now);
        expect(wait === undefined || (Number.isFinite(wait) && wait >= 0)).toBe(true);
      }),
    );
  });
});

describe('a reset', () => {
  it.each([
    ['6m0s', 360_000],
    ['20ms', 20],
    ['1s', 1000],
    ['7.66s', 7660],
    ['2m59.56s', 179_560],
    ['1h2m3.5s', 3_723_500],
    ['0s', 0],
    ['0', 0],
    ['2', 2000],
    ['7.66', 7660],
    ['250µs', 0.25],
    ['120ns', 0.00012],
  ])('%s is %d ms', (text, ms) => expect(parseReset(text)).toBe(ms));

  it.each(['', 'soon', '-1', '-1s', '2026-01-27T18:30:00Z', '1d', '1e3'])('%j tells nothing', (text) =>
    expect(parseReset(text)).toBeUndefined(),
  );

  it('a point in time, in seconds since 1970, is no time to wait', () =>
    expect(parseReset('1795348800')).toBeUndefined());
});

describe('advertised limits', () => {
  it('are put together by dimension, however the names are written', () => {
    const headers = {
      'X-Ratelimit-Limit-Requests': '60',
      'X-Ratelimit-Remaining-Requests': '59',
      'x-ratelimit-reset-requests': '1s',
      'X-Ratelimit-Limit-Project-Tokens': '150000',
      'Content-Type': 'text/event-stream',
    };
    expect(openaiLimits(headers)).toEqual([
      { dimension: 'requests', limit: 60, remaining: 59, resetMs: 1000 },
      { dimension: 'project-tokens', limit: 150_000 },
    ]);
  });

  it('no window is assumed from a name: Groq counts requests by the day under the same one', () => {
    expect(openaiLimits({ 'x-ratelimit-limit-requests': '14400' })[0]).not.toHaveProperty('windowMs');
  });

  it('what cannot be read is not stated', () => {
    const headers = {
      'x-ratelimit-limit-tokens': '-1',
      'x-ratelimit-remaining-tokens': 'many',
      'x-ratelimit-reset-tokens': 'soon',
    };
    expect(openaiLimits(headers)).toEqual([{ dimension: 'tokens' }]);
  });

  it('nothing left is a number', () => {
    expect(openaiLimits({ 'x-ratelimit-remaining-tokens': ' 0 ' })).toEqual([{ dimension: 'tokens', remaining: 0 }]);
  });

  it('none', () => expect(openaiLimits({ 'x-ratelimit-limit': '60', 'ratelimit-limit': '60' })).toEqual([]));

  it.each(['__proto__', 'constructor', 'toString'])('a dimension called %s is one like any other', (dimension) => {
    expect(openaiLimits({ [`x-ratelimit-limit-${dimension}`]: '5' })).toEqual([
      { dimension: dimension.toLowerCase(), limit: 5 },
    ]);
    expect(({} as Record<string, unknown>).limit).toBeUndefined();
  });
});
