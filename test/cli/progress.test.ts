import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { showProgress } from '../../cli/progress.ts';
import { fakeIo } from './fake-io.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

describe('progress', () => {
  it('counts the seconds in one line of a terminal', () => {
    const io = fakeIo([], { NO_COLOR: '1' });
    io.stderr.isTTY = true;
    const progress = showProgress(io, 'building');
    vi.advanceTimersByTime(2000);
    progress.end('built');
    const line = (seconds: number): string => `\r\u001b[Kk6-llm: building … ${seconds} s`;
    expect(io.said.stderr).toBe(`${line(0)}${line(1)}${line(2)}\r\u001b[Kk6-llm: built\n`);
  });

  it('says in a log now and then that it goes on, without escapes', () => {
    const io = fakeIo([]);
    const progress = showProgress(io, 'building');
    vi.advanceTimersByTime(30_000);
    progress.end();
    expect(io.said.stderr).toBe('k6-llm: building … 0 s\nk6-llm: building … 15 s\nk6-llm: building … 30 s\n');
  });
});
