/** What k6 itself takes: the executor of the ramp, nothing in the script. */
export const options = {
  scenarios: {
    empty: {
      executor: 'ramping-arrival-rate',
      startRate: 0,
      timeUnit: '100s',
      stages: [{ duration: `${__ENV.BENCH_SECONDS}s`, target: Math.round(Number(__ENV.BENCH_PEAK) * 100) }],
      preAllocatedVUs: Number(__ENV.BENCH_VUS),
      maxVUs: Number(__ENV.BENCH_VUS),
    },
  },
};

export default function () {}
