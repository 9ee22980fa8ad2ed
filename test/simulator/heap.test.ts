import { expect, it } from 'vitest';
import { createHeap } from '../../simulator/engine/heap.ts';
import { createRandom } from '../../simulator/random.ts';

it('gives back a thousand random keys in order', () => {
  const heap = createHeap<number>();
  const random = createRandom(3);
  const keys = Array.from({ length: 1000 }, () => random());
  for (const key of keys) heap.push(key, key);
  const out: number[] = [];
  for (let top = heap.pop(); top !== undefined; top = heap.pop()) out.push(top.value);
  expect(out).toEqual(keys.sort((a, b) => a - b));
});

it('gives back equal keys in the order they came', () => {
  const heap = createHeap<string>();
  for (const name of ['a', 'b', 'c', 'd', 'e']) heap.push(1, name);
  expect(Array.from({ length: 5 }, () => heap.pop()?.value)).toEqual(['a', 'b', 'c', 'd', 'e']);
});

it('an empty heap has nothing to give', () => {
  const heap = createHeap<string>();
  expect(heap.peek()).toBeUndefined();
  expect(heap.pop()).toBeUndefined();
});
