import { sleep } from 'k6';
import type { Shared } from 'k6/x/sse';

/** What one sender does for a flood: sends once, and says as one text what came of it and whether it was refused. */
type Send = (order: Order) => { text: string; refused: boolean } | undefined;

export interface Order {
  /** Raised with each order. */
  number: number;
  size: number;
  run: number;
}

const idleSeconds = 0.005;

/** Lets several virtual users send together: the first one directs, the others wait for its orders. */
export function createSenders(shared: Shared, send: Send) {
  const set = (name: string, value: number): void => {
    shared.add(name, value - shared.get(name));
  };

  /** Sends until somebody is refused or all are sent. Being counted comes before looking, so that none begins unseen. */
  function join(order: Order, most: number): void {
    shared.add('flooding', 1);
    while (shared.get(`refused:${order.number}`) === 0 && shared.tryAdd(`sent:${order.number}`, 1, most)) {
      const sent = send(order);
      if (sent === undefined) break;
      shared.append(`events:${order.number}`, sent.text, most);
      if (sent.refused) shared.add(`refused:${order.number}`, 1);
    }
    shared.add('flooding', -1);
  }

  return {
    /** One flood by its number; ends when nothing is in flight any more, and gives what each request brought. */
    flood(
      { senders, most, size, run }: { senders: number; most: number; size: number; run: number },
      number: number,
    ): string[] {
      set('order:size', size);
      set('order:run', run);
      set('order:most', most);
      set('order:senders', senders);
      set('order:number', number);
      join({ number, size, run }, most);
      while (shared.get('flooding') > 0) sleep(idleSeconds / 5);
      return shared.list(`events:${number}`);
    },

    /** @param index of this sender, from 1 */
    obey(index: number): void {
      let done = 0;
      while (shared.get('order:end') === 0) {
        const ordered = shared.get('order:number');
        if (ordered > done && index < shared.get('order:senders')) {
          join(
            { number: ordered, size: shared.get('order:size'), run: shared.get('order:run') },
            shared.get('order:most'),
          );
          done = ordered;
        } else sleep(idleSeconds);
      }
    },

    dismiss(): void {
      set('order:end', 1);
    },
  };
}
