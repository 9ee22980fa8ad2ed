import { formatDuration } from '../options/duration.ts';
import type { Options } from '../options/table.ts';
import type { LoadShape } from './load-shape.ts';
import { ramp } from './ramp.ts';

/** The same number of arrivals per second for as long as asked. */
export function constant(options: Options): LoadShape {
  const { rate, durationMs } = options;
  const shape = ramp({ ...options, startRate: rate, stages: [{ durationMs, target: rate }] });
  return { ...shape, about: `open load, ${rate} requests/s for ${formatDuration(durationMs)}` };
}
