import { environment, load } from './load.mjs';
import { runK6 } from './run-k6.mjs';
import { withTruth } from './truth-server.mjs';

/** From the start of the process to its first request, when all virtual users are there: time, CPU and memory. */
export async function startUp(name, vus) {
  const plan = load({ streams: vus, rounds: 0, tokens: 1, ttftMs: 10, gapMs: 10 });
  const { used, firstRequest } = await withTruth(plan, (url, folder) =>
    // Each user sends one short request: as a warm-up it would leave nothing to sum up.
    runK6({ name, env: { ...environment(url, plan), LLM_WARMUP: '0s' }, folder }),
  );
  const before = used.samples.filter(({ at }) => at <= firstRequest).at(-1);
  return { wallMs: firstRequest - used.began, cpuMs: before?.cpu_ms, rssMb: before?.rss_mb };
}
