import { describe, expect, it } from 'vitest';
import { turns } from '../../lib/analysis/turns.ts';
import { rowWith } from './simulated-run.ts';

/** So many answers of each turn, spread by a tenth around the turn's first token. */
const chats = (n: number, firstMs: (turn: number) => number, cached?: (turn: number) => number) =>
  Array.from({ length: n * 4 }, (_, i) => {
    const turn = (i % 4) + 1;
    const input = 100 * turn;
    return rowWith({
      labels: { turn },
      first_token_ms: firstMs(turn) * (0.9 + (0.2 * Math.floor(i / 4)) / n),
      tokens: { input, ...(cached && { cached: cached(turn) * input }), source: 'usage' },
    });
  });

describe('turns of a chat', () => {
  it('that wait longer each time are seen', () => {
    const { level, says, values } = turns(chats(20, (turn) => 100 + 50 * turn));
    expect(level).toBe('warning');
    expect(says).toContain('grows with the turn: in turn 4 its median is 2.0 × that of turn 1');
    expect(says).toContain('tells no cached tokens');
    expect(values).toMatchObject({ turns: 4, turn_2_input_tokens_p50: 200 });
    expect(values.hit_share).toBeUndefined();
  });

  it('that do not are called well, with what the cache did', () => {
    const { level, values, table } = turns(
      chats(
        20,
        () => 100,
        (turn) => (turn === 1 ? 0 : 0.75),
      ),
    );
    expect(level).toBe('good');
    expect(values.hit_share).toBeCloseTo(0.75, 9);
    expect(values).toMatchObject({ turn_1_hit_share: 0, turn_4_hit_share: 0.75 });
    expect(table?.rows.at(-1)).toEqual(['4', '20', '99.5 ms', '400', '75 %']);
  });

  it('of which few were seen are undecided', () => {
    expect(turns(chats(10, (turn) => 100 * turn))).toMatchObject({ level: 'undecided', values: { turns: 4 } });
    expect(turns([]).level).toBe('undecided');
  });

  it('leave out failed ones and the warm-up', () => {
    const rows = chats(20, () => 100);
    const bad = rows.map((row) => ({ ...row, outcome: 'timeout' as const, first_token_ms: undefined }));
    const warm = rows.map((row) => ({ ...row, phase: 'warmup' as const }));
    expect(turns([...rows, ...bad, ...warm]).table?.rows[0]?.[1]).toBe('20');
  });
});
