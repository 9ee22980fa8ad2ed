/** In the order in which they run and are recorded. */
export const benches = [
  'accuracy',
  'ttft-accuracy',
  'cpu-per-token',
  'short-exchange',
  'sustained-rate',
  'start-up',
  'memory-per-vu',
  'memory-per-stream',
  'thousand-streams',
  'start-lateness',
  'saturation',
  'limit-discovery',
  'ratios',
  'compare-power',
  'post-processing',
];
