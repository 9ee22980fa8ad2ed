import { defineConfig } from 'vitest/config';

/**
 * `*.test.ts` runs in Node alone and in parallel. `*.k6.test.ts` starts real k6 processes. Most of their time they wait
 * for schedules to pass, so two files run side by side; more would fight for the two cores of a CI machine.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.k6.test.ts'],
          testTimeout: 10_000,
          // No test leaves anything behind in a module: loading each of them anew for every file took most of the time.
          isolate: false,
        },
      },
      {
        test: {
          name: 'k6',
          include: ['test/**/*.k6.test.ts'],
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxConcurrency: 3,
        },
      },
    ],
  },
});
