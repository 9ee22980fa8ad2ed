import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Assumptions, assume } from '../../lib/cost/estimate/assumptions.ts';
import type { EarlierRun } from '../../lib/cost/estimate/earlier-run.ts';
import type { EstimatePlan } from '../../lib/cost/estimate/estimate-plan.ts';
import { totalsOf } from '../../lib/cost/estimate/request-group.ts';
import { type Volume, volumeOf } from '../../lib/cost/estimate/volume.ts';
import { durationRange } from '../../lib/options/kinds.ts';
import { LlmError } from '../../lib/options/llm-error.ts';
import { readOptions } from '../../lib/options/read-options.ts';
import { wrongUse } from '../cli-error.ts';
import type { EstimateGiven } from '../commands/estimate.ts';
import type { Io } from '../io.ts';
import { k6Environment } from '../k6/environment.ts';
import { needK6 } from '../k6/find.ts';
import { preflight } from '../k6/preflight.ts';
import { ownScript } from '../policy/own-script.ts';
import type { FoundPolicy } from '../policy/read-policy.ts';
import { requireScenario, scriptOf } from '../scenario-list.ts';
import { assumptionWords } from './assumption-words.ts';
import { count } from './given-count.ts';
import type { PlanToPrice } from './plan-to-price.ts';
import { createPlannedRun } from './planned-run.ts';
import { readEarlierRun } from './read-earlier-run.ts';
import type { Settings } from './settings.ts';

/** What a scenario would send, as k6 reads it: the script is loaded, and nothing of it is run. */
export async function planScenario(
  io: Io,
  scenario: string,
  given: EstimateGiven,
  { env, policy, reword }: Settings,
): Promise<PlanToPrice> {
  if (given.cachedTokens !== undefined) {
    throw wrongUse(
      '--cached-tokens: is for a volume in numbers; accepted with a scenario is --like, which has what was cached',
    );
  }
  const answerMs = given.answerTime === undefined ? undefined : answerTime(given.answerTime);
  const inputTokens = count('input-tokens', given.inputTokens);
  const outputTokens = count('output-tokens', given.outputTokens);
  await requireScript(scenario, io.cwd, policy);
  const earlier = given.like === undefined ? undefined : await readEarlierRun(given.like, io);
  const { path: k6 } = await needK6(io);
  // A budget that is too small stops a run, not its estimate.
  const { LLM_BUDGET_USD: _, ...unlimited } = env;
  const own = await ownScript(policy, scenario);
  const script = own?.path ?? (isPath(scenario) ? path.resolve(io.cwd, scenario) : scriptOf(scenario));
  const { scenarios, note } = await preflight(io, k6, script, k6Environment(unlimited), [], reword).finally(
    own?.remove,
  );
  if (typeof note?.about !== 'string') {
    throw wrongUse(
      `${scenario}: its options say nothing of a plan; accepted is a script that exports those of defineTest`,
    );
  }
  try {
    const options = readOptions(env, note.defaults);
    const assumed = assume({ answerMs, inputTokens, outputTokens, earlier });
    const plan = await planOf({ options, note, scenarios, cwd: io.cwd }, assumed, earlier);
    return { options, plan };
  } catch (error) {
    if (error instanceof LlmError) throw wrongUse(reword(error.message));
    throw error;
  }
}

async function planOf(
  asked: Parameters<typeof createPlannedRun>[0],
  assumed: Assumptions,
  earlier: EarlierRun | undefined,
): Promise<EstimatePlan> {
  const { options, note } = asked;
  const plan = await createPlannedRun(asked);
  const volume = volumeOf(plan, assumed);
  const maxTokens = Math.ceil(options.maxTokens / 2);
  const halved = volumeOf(await createPlannedRun({ ...asked, options: { ...options, maxTokens } }), assumed);
  return {
    scenario: note.name,
    about: note.about,
    volume,
    assumptions: assumptionWords({ plan, note, assumed, volume, earlier }),
    ...(outputOf(halved) < outputOf(volume) ? { halved: { maxTokens, volume: halved } } : {}),
  };
}

function outputOf({ expected, worst }: Volume): number {
  return totalsOf(expected).outputTokens + totalsOf(worst).outputTokens;
}

function answerTime(text: string): { min: number; max: number } {
  const range = durationRange.parse(text);
  if (range === undefined || range.min < 1) {
    throw wrongUse(`--answer-time ${text}: accepted is a time above 0 or a range, such as 5s or 1s-20s`);
  }
  return range;
}

/** A scenario of ours, one of a policy, or a bundled script by its path. */
async function requireScript(scenario: string, cwd: string, policy: FoundPolicy | undefined): Promise<void> {
  if (!isPath(scenario)) {
    const scripted = Object.entries(policy?.policy.scenarios ?? {}).filter(([, { script }]) => script !== undefined);
    const names = scripted.map(([name]) => name);
    await requireScenario(scenario, names);
  } else if (!existsSync(path.resolve(cwd, scenario))) {
    throw wrongUse(`${scenario}: is not there; accepted is a scenario, or a script that k6 runs`);
  }
}

function isPath(scenario: string): boolean {
  return /\.m?js$/.test(scenario);
}
