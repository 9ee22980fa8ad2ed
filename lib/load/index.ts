/** Load shapes, and what a shape of one's own is made of. */
export { fixed } from './fixed.ts';
export type { LoadShape, Window } from './load-shape.ts';
export { ramp } from './ramp.ts';
