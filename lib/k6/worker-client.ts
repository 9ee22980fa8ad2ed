import sse from 'k6/x/sse';
import { type Client, notesOn } from './client.ts';
import type { ChangedOptions } from './worker.ts';

export type { ChangedOptions } from './worker.ts';

/**
 * A client whose work is done by the workers that all virtual users share (lib/k6/worker.ts): all that a virtual user
 * holds of it is this.
 */
export function workerClient(changed: ChangedOptions): Client {
  const name = JSON.stringify(changed);
  // What cannot be run is refused before the first request.
  if (__VU === 0) require('./once.ts').defineClient(name);
  return {
    complete: (prompt, about = {}) =>
      typeof about.labels === 'function' || about.notYet !== undefined
        ? sse.ask(name, prompt, about, (exchange) => notesOn(exchange, about))
        : sse.ask(name, prompt, about),
  };
}
