import { expect, test } from 'vitest';
import { type K6Scenario, startsOf } from '../../lib/load/starts.ts';

const second = 1000;

test.each<[string, K6Scenario, unknown]>([
  [
    '3 arrivals a second for 10 s',
    { executor: 'constant-arrival-rate', rate: 3, timeUnit: null, duration: '10s' },
    { by: 'schedule', count: 30, most: 31 },
  ],
  [
    'arrivals that rise from 100 to 300 in 100 s, in 50 s, and stay so for 100 s',
    {
      executor: 'ramping-arrival-rate',
      startRate: 100,
      timeUnit: '1m40s',
      stages: [
        { duration: '50s', target: 300 },
        { duration: '1m40s', target: 300 },
      ],
    },
    { by: 'schedule', count: 100 + 300, most: 401 },
  ],
  [
    '3 users for 10 minutes',
    { executor: 'constant-vus', vus: 3, duration: '10m0s' },
    { by: 'users', userMs: 1800 * second, joins: 3, most: Infinity },
  ],
  [
    'a step of 5 users for 90 s, then one of 10 for 60 s',
    {
      executor: 'ramping-vus',
      startVUs: 5,
      stages: [
        { duration: '1m30s', target: 5 },
        { duration: '0s', target: 10 },
        { duration: '1m0s', target: 10 },
      ],
    },
    { by: 'users', userMs: (5 * 90 + 10 * 60) * second, joins: 10, most: Infinity },
  ],
  [
    'users who leave and come back: each time is a join',
    {
      executor: 'ramping-vus',
      startVUs: 4,
      stages: [
        { duration: '10s', target: 0 },
        { duration: '10s', target: 4 },
      ],
    },
    { by: 'users', userMs: 40 * second, joins: 8, most: Infinity },
  ],
  [
    '10 iterations for 2 users to share, within an hour',
    { executor: 'shared-iterations', vus: 2, iterations: 10, maxDuration: '1h0m0s' },
    { by: 'users', userMs: 7200 * second, joins: 2, most: 10 },
  ],
  [
    '2 iterations for each of 3 users, within ten minutes, which is what k6 takes',
    { executor: 'per-vu-iterations', vus: 3, iterations: 2, maxDuration: null },
    { by: 'users', userMs: 1800 * second, joins: 3, most: 6 },
  ],
  ['an executor that is told what to do while it runs', { executor: 'externally-controlled', vus: 3 }, undefined],
])('%s', (_, scenario, starts) => {
  expect(startsOf(scenario)).toEqual(starts);
});

test('iterations that our own schedule drives are exactly as many, however long they take', () => {
  const scenario = { executor: 'shared-iterations', vus: 2, iterations: 10, maxDuration: '1s' };
  expect(startsOf(scenario, 'open')).toEqual({ by: 'schedule', count: 10, most: 10 });
});
