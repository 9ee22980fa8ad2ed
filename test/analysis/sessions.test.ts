import { describe, expect, it } from 'vitest';
import { sessions } from '../../lib/analysis/sessions.ts';
import type { Row } from '../../lib/measure/row.ts';
import { rowWith } from './simulated-run.ts';

/** Turns of one chat of four, all answered but the last, which ended as told. */
const chat = (session: string, asked: number, last: Row['outcome'] = 'ok', more: Partial<Row> = {}): Row[] =>
  Array.from({ length: asked }, (_, i) =>
    rowWith({ labels: { session, turn: i + 1, turns: 4 }, outcome: i + 1 === asked ? last : 'ok', ...more }),
  );

describe('sessions of a chat', () => {
  it('that all came to their last turn', () => {
    const { level, says, values, table } = sessions([...chat('1-0', 4), ...chat('1-1', 4)]);
    expect(level).toBe('info');
    expect(says).toBe('2 sessions were begun: 2 finished all 4 turns, none ended early.');
    expect(values).toEqual({ sessions_begun: 2, sessions_finished: 2, sessions_ended_early: 0, sessions_open: 0 });
    expect(table).toBeUndefined();
  });

  it('that ended early: how many, at which turn and why', () => {
    const rows = [
      ...chat('1-0', 4),
      ...chat('1-1', 2, 'timeout'),
      ...chat('2-0', 2, 'rate_limited'),
      ...chat('2-1', 4, 'timeout'),
    ];
    const { level, says, values, table } = sessions(rows);
    expect(level).toBe('warning');
    expect(says).toBe('4 sessions were begun: 1 finished all 4 turns, 3 ended early (timeout 2, rate_limited 1).');
    expect(values).toMatchObject({ sessions_ended_early: 3, sessions_ended_by_timeout: 2 });
    expect(table?.rows).toEqual([
      ['2', '2', '50 %', 'rate_limited 1, timeout 1'],
      ['4', '1', '50 %', 'timeout 1'],
    ]);
  });

  it('that the end of the run cut are open: neither finished nor failed', () => {
    expect(sessions([...chat('1-0', 4), ...chat('1-1', 3)])).toMatchObject({
      level: 'info',
      says: '2 sessions were begun: 1 finished all 4 turns, none ended early, 1 was open when the run ended.',
      values: { sessions_open: 1 },
    });
  });

  it('are followed whatever the order of their rows', () => {
    const rows = [...chat('1-0', 3, 'timeout'), ...chat('2-0', 4)];
    expect(sessions(rows.reverse()).values).toMatchObject({ sessions_finished: 1, sessions_ended_early: 1 });
  });

  it('that began in the warm-up are left out; one that fails in a hundred is no warning', () => {
    const warm = chat('9-0', 4).map((row, i) => (i === 0 ? { ...row, phase: 'warmup' as const } : row));
    const many = Array.from({ length: 99 }, (_, i) => chat(`1-${i}`, 4)).flat();
    const { level, values } = sessions([...warm, ...many, ...chat('2-0', 1, 'network')]);
    expect(level).toBe('info');
    expect(values).toMatchObject({ sessions_begun: 100, sessions_ended_early: 1 });
  });

  it('none: undecided', () => {
    expect(sessions([rowWith({})])).toMatchObject({ level: 'undecided', says: 'No session was begun.' });
  });
});
