import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseReset } from '../../lib/limits/reset.ts';

const now = Date.UTC(2026, 0, 27, 18, 0, 0);

it.each([
  ['6m0s', 360_000],
  ['20ms', 20],
  ['88ms', 88],
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
])('a duration: %s is %d ms', (text, ms) => expect(parseReset(text, now)).toBe(ms));

it.each([
  ['2026-01-27T18:30:00Z'],
  ['2026-01-27T18:30:00.000Z'],
  ['2026-01-27T18:30:00.000123456Z'],
  ['2026-01-27T19:30:00+01:00'],
  ['2026-01-27t18:30:00z'],
  ['Tue, 27 Jan 2026 18:30:00 GMT'],
  [String((now + 1_800_000) / 1000)],
  [String(now + 1_800_000)],
])('a point in time: %s is half an hour from now', (text) => expect(parseReset(text, now)).toBe(1_800_000));

it.each(['2026-01-27T17:00:00Z', '1500000000', '1500000000000', 'Fri, 31 Dec 1999 23:59:59 GMT'])(
  'what is past is 0: %s',
  (text) => expect(parseReset(text, now)).toBe(0),
);

it.each([
  '',
  'soon',
  '-1',
  '-1s',
  '1d',
  '1e3',
  '2026-01-27',
  '2026-13-45T99:99:99Z',
  'Mon, 5',
  '123456789',
  '9'.repeat(20),
])('%j tells nothing', (text) => expect(parseReset(text, now)).toBeUndefined());

it('any text gives a finite time from 0 or nothing', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.integer().map(String), fc.date({ noInvalidDate: true }).map(String)),
      (text) => {
        const ms = parseReset(text, now);
        expect(ms === undefined || (Number.isFinite(ms) && ms >= 0)).toBe(true);
      },
    ),
  );
});
