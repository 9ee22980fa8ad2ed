interface Entry<T> {
  key: number;
  order: number;
  value: T;
}

/** A binary min-heap; equal keys come out in the order they went in. */
export interface Heap<T> {
  push(key: number, value: T): void;
  peek(): { key: number; value: T } | undefined;
  pop(): { key: number; value: T } | undefined;
}

export function createHeap<T>(): Heap<T> {
  const entries: Entry<T>[] = [];
  let pushed = 0;

  function isBefore(a: Entry<T>, b: Entry<T>): boolean {
    return a.key < b.key || (a.key === b.key && a.order < b.order);
  }

  function siftUp(entry: Entry<T>): void {
    let at = entries.length;
    entries.push(entry);
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = entries[above] as Entry<T>;
      if (!isBefore(entry, parent)) break;
      entries[at] = parent;
      at = above;
    }
    entries[at] = entry;
  }

  function siftDown(entry: Entry<T>): void {
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      let child = entries[below];
      if (child === undefined) break;
      const right = entries[below + 1];
      if (right !== undefined && isBefore(right, child)) {
        child = right;
        below += 1;
      }
      if (!isBefore(child, entry)) break;
      entries[at] = child;
      at = below;
    }
    entries[at] = entry;
  }

  return {
    push(key, value) {
      siftUp({ key, order: pushed++, value });
    },
    peek() {
      return entries[0];
    },
    pop() {
      const top = entries[0];
      const last = entries.pop();
      if (last !== undefined && entries.length > 0) siftDown(last);
      return top;
    },
  };
}
