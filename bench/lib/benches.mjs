/** In the order in which they run and are recorded. */
export const benches = [
  'accuracy',
  'ttft-accuracy',
  'cpu-per-token',
  'memory-per-vu',
  'thousand-streams',
  'start-lateness',
  'compare-power',
];
