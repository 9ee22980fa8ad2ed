import { describe, expect, it } from 'vitest';
import { drawFaults } from '../../simulator/faults/draw.ts';
import { parseFaults } from '../../simulator/faults/parse.ts';
import { faultKinds } from '../../simulator/faults/table.ts';
import { createRandom, requestRandom } from '../../simulator/random.ts';

describe('fault texts', () => {
  it('name, number and share are read', () => {
    expect(parseFaults('reset@7:0.25')).toMatchObject([{ name: 'reset', argument: 7, share: 0.25, label: 'reset@7' }]);
  });

  it('a number left out has its default, a share left out is 1', () => {
    expect(parseFaults('status')).toMatchObject([{ argument: 500, share: 1, label: 'status@500' }]);
    expect(parseFaults('crlf')).toMatchObject([{ share: 1, label: 'crlf' }]);
  });

  it('a stall has a duration or lasts for ever', () => {
    expect(parseFaults('stall@3/200')).toMatchObject([{ argument: 3, forMs: 200, label: 'stall@3/200' }]);
    expect(parseFaults('stall@3')).toMatchObject([{ forMs: Number.POSITIVE_INFINITY }]);
  });

  it('zero tokens is a number like any other', () => {
    expect(parseFaults('reset@0')).toMatchObject([{ argument: 0, label: 'reset@0' }]);
  });

  it('nothing and none are no faults', () => {
    expect(parseFaults('')).toEqual([]);
    expect(parseFaults(' none ')).toEqual([]);
  });

  it('every fault in the table can be written by its bare name', () => {
    for (const kind of faultKinds) expect(parseFaults(kind.name)).toHaveLength(1);
  });

  it.each([
    ['expode@5', /unknown fault "expode": known are status, /],
    ['reset@five', /"reset@five" is not of the form/],
    ['reset@5,', /"" is not of the form/],
    ['crlf@3', /crlf takes no number/],
    ['reset@3/200', /reset takes no duration/],
    ['reset:1.5', /share is between 0 and 1/],
    ['status@99', /between 200 and 599/],
    ['reset:0.7,status:0.7', /add up to more than 1/],
  ])('%s is refused with its reason', (text, reason) => {
    expect(() => parseFaults(text)).toThrow(reason);
  });
});

describe('faults by rate', () => {
  const count = (text: string, label: string) => {
    const faults = parseFaults(text);
    const labels = Array.from(
      { length: 10_000 },
      (_, index) => drawFaults(faults, requestRandom(1, index, 'faults')).label,
    );
    return labels.filter((one) => one.split('+').includes(label)).length / 10_000;
  };

  it('each of those that end a request has its share, and they never meet', () => {
    const text = 'reset@5:0.1,status@500:0.2,close@1:0.3';
    expect(count(text, 'reset@5')).toBeCloseTo(0.1, 1);
    expect(count(text, 'status@500')).toBeCloseTo(0.2, 1);
    expect(count(text, 'close@1')).toBeCloseTo(0.3, 1);
    expect(count('reset@5:0.5,status@500:0.5', 'reset@5') + count('reset@5:0.5,status@500:0.5', 'status@500')).toBe(1);
  });

  it('shapes come on top, on their own draws', () => {
    const set = drawFaults(parseFaults('crlf,no-usage,reset@2'), createRandom(1));
    expect(set.label).toBe('reset@2+crlf+no-usage');
    expect([...set.shapes.keys()]).toEqual(['crlf', 'no-usage']);
  });
});
