import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { superviseK6 } from '../../cli/k6/supervise.ts';
import { fakeIo } from './fake-io.ts';
import { program } from './fake-programs.ts';
import { tempFolder } from './temp-folder.ts';
import { until } from './until.ts';

afterEach(() => vi.useRealTimers());

/** A k6 that notes each SIGINT and goes on, as one that has much to finish. */
function stubborn() {
  const folder = tempFolder();
  const notes = path.join(folder, 'notes');
  const k6 = program(
    folder,
    'k6',
    `trap 'echo INT >> ${notes}' INT
echo started > ${notes}
while :; do sleep 0.05; done`,
  );
  const io = fakeIo([], {}, folder);
  const read = (): string[] => {
    try {
      return readFileSync(notes, 'utf8').trim().split('\n');
    } catch {
      return [];
    }
  };
  return { k6, io, read };
}

describe('Ctrl-C', () => {
  it('reaches k6 once, however often it arrives; only a second press cuts', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 0 });
    const { k6, io, read } = stubborn();
    const end = superviseK6(io, k6, [], { env: io.env, finishing: 'finishing, press again to discard' });
    await until('it runs', () => read().includes('started'));

    io.signals.emit('SIGINT');
    io.signals.emit('SIGINT');
    await until('k6 heard it', () => read().includes('INT'));
    expect(io.said.stderr).toBe('\nfinishing, press again to discard\n');

    vi.setSystemTime(2000);
    io.signals.emit('SIGINT');
    expect(await end).toEqual({ code: null, signal: 'SIGKILL', interrupted: true, discarded: true });
    expect(read()).toEqual(['started', 'INT']);
  });

  it.each(['SIGTERM', 'SIGHUP'])('and %s are the same to k6', async (name) => {
    vi.useFakeTimers({ toFake: ['Date'], now: 0 });
    const { k6, io, read } = stubborn();
    const end = superviseK6(io, k6, [], { env: io.env });
    await until('it runs', () => read().includes('started'));
    io.signals.emit(name);
    await until('k6 heard it', () => read().includes('INT'));
    vi.setSystemTime(2000);
    io.signals.emit(name);
    expect((await end).discarded).toBe(true);
  });
});

describe('k6', () => {
  it('stands where the user stands, and its words go to the screen', async () => {
    const folder = tempFolder();
    const k6 = program(folder, 'k6', 'echo "$PWD $1"; echo complaint >&2; exit 105');
    const io = fakeIo([], {}, folder);
    expect(await superviseK6(io, k6, ['run'], { env: io.env })).toMatchObject({ code: 105, interrupted: false });
    expect(io.said).toEqual({ stdout: `${folder} run\n`, stderr: 'complaint\n' });
  });

  it('leaves no listener behind', async () => {
    const folder = tempFolder();
    const io = fakeIo([], {}, folder);
    await superviseK6(io, program(folder, 'k6', 'exit 0'), [], { env: io.env });
    expect(io.signals.eventNames()).toEqual([]);
  });
});
