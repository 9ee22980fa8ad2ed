/**
 * One Ctrl-C can arrive twice: the terminal signals the whole process group, and npm passes on what it got itself.
 * What follows within this time is the same press.
 */
const samePressMs = 1000;

/** Tells the first press from a later one. `now` in milliseconds. */
export function createPresses(now: () => number, first: () => void, again: () => void): () => void {
  let firstAt: number | undefined;
  return () => {
    if (firstAt === undefined) {
      firstAt = now();
      first();
    } else if (now() - firstAt >= samePressMs) {
      again();
    }
  };
}
