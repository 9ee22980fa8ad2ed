import { describe, expect, it } from 'vitest';
import { tokenVolume } from '../../lib/analysis/token-volume.ts';
import type { Row } from '../../lib/measure/row.ts';
import { rowWith } from './simulated-run.ts';

function part(name: string, size: number, ok: number, limited: number): Row[] {
  const labels = { part: name, size };
  const answered = rowWith({ labels, tokens: { input: size - 10, output: 10, source: 'usage' } });
  return [
    ...Array(ok).fill(answered),
    ...Array(limited).fill(rowWith({ labels, outcome: 'rate_limited', status: 429 })),
  ];
}

const says = (small: [number, number], large: [number, number]): string =>
  tokenVolume([...part('small', 100, ...small), ...part('large', 4000, ...large)]).says;

describe('which limit bites first', () => {
  it('requests, where only small ones are refused', () => {
    expect(says([60, 940], [25, 0])).toBe(
      'Requests: 940 of 1000 small ones were refused, and no large one for the same volume.',
    );
  });

  it('tokens, where both are let in for as many', () => {
    expect(says([400, 600], [10, 15])).toContain('Tokens: small and large requests were let in for about as many');
  });

  it('each its own', () => {
    expect(says([60, 940], [15, 10])).toBe(
      'Requests bite small ones (60 let in, 6000 tokens), tokens bite large ones (15, 60000 tokens).',
    );
  });

  it('more than usage is charged, where large ones are let in for fewer', () => {
    expect(says([900, 100], [10, 15])).toContain('so more than their usage is charged');
  });

  it('none', () => {
    expect(says([1000, 0], [25, 0])).toContain('None: 1000 small and 25 large requests passed');
  });

  it('that one part was sent after the other is told, with the time between', () => {
    const large = part('large', 4000, 25, 0).map((row) => ({ ...row, start_ms: 120_400 }));
    const { because } = tokenVolume([...part('small', 100, 60, 940), ...large]);
    expect(because.at(-1)).toMatch(/^large requests were sent 120 s after small ones: what changed meanwhile/);
  });

  it('four large requests decide nothing', () => {
    expect(tokenVolume([...part('small', 100, 50, 0), ...part('large', 4000, 4, 0)]).level).toBe('undecided');
  });
});
