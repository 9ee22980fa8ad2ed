import { describe, expect, it } from 'vitest';
import { lineChart } from '../../bench/lib/line-chart.mjs';

const chart = (points: number[][]) =>
  lineChart({ title: 'Error & load', x: 'streams', y: 'ms', series: [{ name: 'k6-llm', points }] });

describe('a chart', () => {
  it('spans its points with round numbers: a decade is as wide as the next', () => {
    const svg = chart([
      [1, 0.3],
      [10, 1],
      [100, 3],
    ]);
    const x = [...svg.matchAll(/<circle cx="([\d.]+)" cy="[\d.]+" r="3"/g)].map(([, at]) => Number(at));
    expect(x).toEqual([64, 292, 520]);
    expect(svg).toContain('>0.2</text>');
    expect(svg).toContain('>5</text>');
  });

  it('escapes what it is told to write', () => {
    expect(chart([[1, 1]])).toContain('<title>Error &amp; load</title>');
  });

  it('leaves out what has no place on a logarithmic axis', () => {
    expect(
      chart([
        [1, 0],
        [10, 2],
      ]).match(/r="3"/g),
    ).toHaveLength(1);
  });

  it('is drawn without any point, too', () => {
    expect(chart([])).not.toMatch(/NaN|Infinity/);
  });
});
