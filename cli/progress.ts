import { painter } from './colour.ts';
import type { Io } from './io.ts';

export interface Progress {
  seconds(): number;
  /** Stops it, and leaves one line behind if there is something to say. Only the first call counts. */
  end(words?: string): void;
}

/** Without a terminal there is no line to rewrite: say now and then that it goes on. */
const plainEverySeconds = 15;

/** Shows on stderr that something takes its time: a line that counts the seconds. */
export function showProgress(io: Io, words: string): Progress {
  const { stderr } = io;
  const paint = painter(stderr, io);
  const terminal = stderr.isTTY === true;
  const startedAt = Date.now();
  const seconds = (): number => Math.round((Date.now() - startedAt) / 1000);
  const show = (): void => {
    if (terminal) stderr.write(`\r\u001b[K${paint('cyan', 'k6-llm:')} ${words} … ${seconds()} s`);
    else if (seconds() % plainEverySeconds === 0) stderr.write(`k6-llm: ${words} … ${seconds()} s\n`);
  };
  show();
  const timer = setInterval(show, 1000);
  let ended = false;
  return {
    seconds,
    end(last) {
      if (ended) return;
      ended = true;
      clearInterval(timer);
      if (terminal) stderr.write('\r\u001b[K');
      if (last !== undefined) stderr.write(`${paint('cyan', 'k6-llm:')} ${last}\n`);
    },
  };
}
