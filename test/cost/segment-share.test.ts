import { expect, it } from 'vitest';
import { segmentShare } from '../../lib/cost/segment-share.ts';

it.each([
  [undefined, 1],
  [null, 1],
  ['', 1],
  ['0:1/4', 0.25],
  ['1/4:1/2', 0.25],
  ['1/2:1', 0.5],
  ['0.25:0.5', 0.25],
  ['50%', 0.5],
  ['1/5', 0.2],
  ['20%:60%', 0.4],
])('the segment %s is a share of %d', (segment, share) => expect(segmentShare(segment)).toBeCloseTo(share, 12));

it('all segments of a run together are at most the whole', () => {
  const shares = ['0:1/3', '1/3:2/3', '2/3:1'].map(segmentShare);
  expect(shares.reduce((sum, share) => sum + share)).toBeLessThanOrEqual(1);
});
