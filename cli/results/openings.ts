/** How k6's JSON output begins a point. Go writes the fields of a struct in their order. */
export const pointStart = '{"metric":"';

const afterName = '","type":"Point","data":{"time":"';

/** Names that mean what their bytes look like: printable ASCII without escapes. */
const plainName = /^[ !#-[\]-~]*$/;

/** The beginning that all points of one metric share. */
export interface Opening<Take = unknown> {
  metric: string;
  /** What is done with its points, if anything. */
  take: Take | undefined;
  /** Up to the time. */
  text: string;
  /** What the line after such a one began with, last time. */
  next: Opening<Take> | undefined;
}

/** A file may hold any number of metrics; a run has about fifty. */
const mostRemembered = 1000;

/**
 * Tells which metric a line is of; undefined where it does not begin as k6 writes points. All exchanges leave the same
 * metrics in the same order, so nearly each line begins as the one that followed the last time: one comparison, and no
 * new string.
 */
export function createOpenings<Take>(
  takes: ReadonlyMap<string, Take>,
): (text: string, start: number) => Opening<Take> | undefined {
  const known = new Map<string, Opening<Take>>();
  let last: Opening<Take> | undefined;

  const find = (text: string, start: number): Opening<Take> | undefined => {
    if (!text.startsWith(pointStart, start)) return undefined;
    const nameStart = start + pointStart.length;
    const nameEnd = text.indexOf('"', nameStart);
    const name = text.slice(nameStart, nameEnd);
    if (nameEnd < 0 || !plainName.test(name) || !text.startsWith(afterName, nameEnd)) return undefined;
    const found = known.get(name);
    if (found !== undefined) return found;
    if (known.size >= mostRemembered) known.clear();
    // A slice would keep alive the whole block of the file that it was cut from.
    const metric = Buffer.from(name, 'latin1').toString('latin1');
    const opening: Opening<Take> = {
      metric,
      take: takes.get(metric),
      text: `${pointStart}${metric}${afterName}`,
      next: undefined,
    };
    known.set(metric, opening);
    return opening;
  };

  return (text, start) => {
    const expected = last?.next;
    if (expected !== undefined && text.startsWith(expected.text, start)) {
      last = expected;
      return expected;
    }
    const found = find(text, start);
    if (found === undefined) return undefined;
    if (last !== undefined) last.next = found;
    last = found;
    return found;
  };
}
