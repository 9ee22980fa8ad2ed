import type { Io } from '../io.ts';

/** What asks a program to end: Ctrl-C, a CI system's cancel, a closed terminal. */
const asksToEnd = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Does something while the signals that ask to end go to `onSignal` in place of ending this process. */
export async function whileSignalled<T>({ signals }: Io, onSignal: () => void, work: () => Promise<T>): Promise<T> {
  for (const name of asksToEnd) signals.on(name, onSignal);
  try {
    return await work();
  } finally {
    for (const name of asksToEnd) signals.off(name, onSignal);
  }
}

/** Resolves with the first of those signals. */
export function untilSignalled(io: Io): Promise<void> {
  return new Promise((resolve) => {
    let heard: () => void = () => {};
    const signal = new Promise<void>((done) => {
      heard = done;
    });
    void whileSignalled(
      io,
      () => heard(),
      () => signal,
    ).then(resolve);
  });
}
