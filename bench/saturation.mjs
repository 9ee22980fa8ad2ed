/**
 * How often `step` says that the endpoint is saturated within one step of the number of users at which it is. The
 * simulator's knee is computed from its settings in simulated time, before anything runs. Steps are scaled from 60 s to
 * 3 s, and answers with them. A step is judged when the next one ends its first exchange, so there are steps beyond
 * every knee. `--quick` takes 4 seeds in place of 20.
 */
import { bench } from './lib/bench.mjs';
import { simulatedRun } from './lib/simulated-run.mjs';
import { simulatorTruth } from './lib/simulator-truth.mjs';

const stepUsers = 8;
const maxUsers = 64;
const pauseMs = { min: 20, max: 100 };

/** Answers of 160 ms whose lengths spread by a third; the number of slots, and so the knee, differs by seed. */
const endpoint = (seed) => ({
  slots: 7 + ((seed * 7) % 10),
  prefillMs: 40,
  prefillJitter: 0.2,
  prefillPerTokenMs: 0,
  tokenMs: 6,
  tokenJitter: 0.1,
  outputTokens: 20,
  outputSpread: 0.3,
  batchSlowdown: 0.3,
  seed,
});

await bench('saturation', `saturation by \`step\`, ${stepUsers} users a step, against known knees`, async (quick) => {
  const { kneeUsers } = await simulatorTruth();
  const seeds = quick ? 4 : 20;
  const runs = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const settings = endpoint(seed);
    const knee = kneeUsers(settings, { baselineUsers: stepUsers, pauseMs, inputTokens: 10 });
    const live = await saturationOf(settings, seed);
    // The step that is the first at or above the knee, or one beside it.
    const right = Math.ceil(knee / stepUsers) * stepUsers;
    const within = live !== undefined && Math.abs(live - right) <= stepUsers;
    process.stderr.write(`  seed ${seed}: found at ${live ?? 'no'} users, knee at ${knee}\n`);
    runs.push({ within, exact: live === right });
  }
  return [
    {
      figure: `not within one step of the knee, of ${seeds}`,
      value: runs.filter(({ within }) => !within).length,
      unit: 'runs',
      limit: Math.floor(seeds / 10),
    },
    { figure: 'found in the very step of the knee', value: runs.filter(({ exact }) => exact).length, unit: 'runs' },
  ];
});

/** Users at which the run itself said so; undefined if it never did. */
async function saturationOf(settings, seed) {
  const { metrics } = await simulatedRun({
    scenario: 'step',
    simulator: Object.fromEntries(
      Object.entries(settings).map(([name, value]) => [name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`), value]),
    ),
    options: {
      LLM_STEP_USERS: String(stepUsers),
      LLM_STEP_TIME: '3s',
      LLM_MAX_USERS: String(maxUsers),
      LLM_WARMUP: '1s',
      LLM_THINK_TIME: `${pauseMs.min / 1000}-${pauseMs.max / 1000}`,
      LLM_TIMEOUT: '10s',
      LLM_PROMPT_LENGTHS: 'tiny',
      LLM_STOP_ON_SATURATION: 'true',
      LLM_SEED: String(seed),
    },
  });
  return metrics.llm_saturation_users?.max;
}
