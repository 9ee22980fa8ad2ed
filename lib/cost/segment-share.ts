/**
 * The share of the load that this process has of a run on several machines: the length of k6's execution segment, such
 * as `1/4:1/2`, `0.25:0.5` or `50%` (from 0). 1 without one.
 */
export function segmentShare(segment: string | null | undefined): number {
  if (!segment) return 1;
  const [first = '', last] = segment.split(':');
  const [from, to] = last === undefined ? [0, fraction(first)] : [fraction(first), fraction(last)];
  const share = to - from;
  return share > 0 && share <= 1 ? share : 1;
}

function fraction(text: string): number {
  const [above = '', below = '1'] = text.trim().split('/');
  return above.endsWith('%') ? Number(above.slice(0, -1)) / 100 : Number(above) / Number(below);
}
