import { describe, expect, it } from 'vitest';
import { createPresses } from '../../cli/process/presses.ts';

/** Signals at these times; what they were taken for. */
function press(times: number[]): string[] {
  const seen: string[] = [];
  let now = 0;
  const onSignal = createPresses(
    () => now,
    () => seen.push(`first at ${now}`),
    () => seen.push(`again at ${now}`),
  );
  for (const time of times) {
    now = time;
    onSignal();
  }
  return seen;
}

describe('signals', () => {
  it('are one press of Ctrl-C when the terminal and npm both send it', () => {
    expect(press([0, 3])).toEqual(['first at 0']);
  });

  it('are two presses a second apart', () => {
    expect(press([0, 1000])).toEqual(['first at 0', 'again at 1000']);
  });
});
