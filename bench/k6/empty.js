/** What k6 itself takes: the same executor, nothing in the script. */
export const options = {
  scenarios: {
    empty: {
      executor: 'ramping-arrival-rate',
      startRate: 0,
      stages: [{ duration: __ENV.BENCH_DURATION, target: 0 }],
      preAllocatedVUs: Number(__ENV.BENCH_VUS),
      maxVUs: Number(__ENV.BENCH_VUS),
    },
  },
};

export default function () {}
