/**
 * Holm (1979): p-values of several tests, raised so that any of them at or below 5 % may be called a find, with at most
 * 5 % chance of one false find among all.
 */
export function holm(ps: readonly number[]): number[] {
  const adjusted: number[] = new Array(ps.length).fill(1);
  const order = ps.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p);
  let floor = 0;
  order.forEach(({ p, index }, rank) => {
    floor = Math.max(floor, Math.min(1, p * (ps.length - rank)));
    adjusted[index] = floor;
  });
  return adjusted;
}
