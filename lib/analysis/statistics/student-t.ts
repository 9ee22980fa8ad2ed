import { incompleteBeta, incompleteBetaInverse } from './incomplete-beta.ts';

/** P(T > t) of Student's distribution. */
export function studentTail(t: number, degrees: number): number {
  const tail = incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5) / 2;
  return t >= 0 ? tail : 1 - tail;
}

/** The t that Student's distribution stays below with probability `p`: 2.776 for p = 0.975 with 4 degrees of freedom. */
export function studentInverse(p: number, degrees: number): number {
  if (p < 0.5) return -studentInverse(1 - p, degrees);
  const x = incompleteBetaInverse(2 * (1 - p), degrees / 2, 0.5);
  return Math.sqrt(degrees * (1 / x - 1));
}
