import { describe, expect, it } from 'vitest';
import { highestRung, ladder } from '../../bench/lib/highest-rung.mjs';

/** A machine that is late by a millisecond for each 100 streams, and notes what it was asked. */
function machine() {
  const asked: number[] = [];
  const lagAt = async (streams: number) => {
    asked.push(streams);
    return streams / 100;
  };
  return { asked, lagAt };
}

const rungs = [100, 200, 400, 800, 1600];

describe('the highest rung that holds', () => {
  it('is found by halving', async () => {
    const { asked, lagAt } = machine();
    expect(await highestRung(rungs, 10, lagAt)).toBe(800);
    expect(asked).toEqual([400, 800, 1600, 1600]);
  });

  it('is none where not even the lowest holds', async () => {
    expect(await highestRung(rungs, 0.5, machine().lagAt)).toBeUndefined();
  });

  it('may hold at the second try: only other work makes a machine late that is not', async () => {
    const lags = [30, 3];
    expect(await highestRung([100], 10, async () => lags.shift())).toBe(100);
  });

  it('takes what is known of a rung for another limit', async () => {
    const known = new Map();
    await highestRung(rungs, 10, machine().lagAt, known);
    const { asked, lagAt } = machine();
    expect(await highestRung(rungs, 5, lagAt, known)).toBe(400);
    expect(asked).toEqual([800]);
  });
});

describe('a ladder', () => {
  it('has whole rungs a factor apart', () => {
    expect(ladder(100, 250, 1.5)).toEqual([100, 150, 225]);
  });
});
