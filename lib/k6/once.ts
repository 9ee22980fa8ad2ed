/**
 * What a run does once, apart from what every virtual user does a thousand times: reading options, planning, prompts,
 * the summary. Each VU pays for every byte of its script, so this is loaded by the first VU alone (`__VU` 0: the init
 * context, setup, handleSummary); the others get its results through our extension or a SharedArray.
 */

import { type Slo, type ThresholdPreset, thresholdPresets } from '../../thresholds/presets.ts';
import type { LoadShape } from '../load/load-shape.ts';
import type { Arrival } from '../load/schedule/arrival.ts';
import { type ScheduleName, schedules } from '../load/schedule/registry.ts';
import { type Profiles, profileDefaults } from '../options/profile-defaults.ts';
import { readOptions } from '../options/read-options.ts';
import type { Options } from '../options/table.ts';
import { builtInPrompts } from '../prompts/built-in.ts';
import { parsePrompts } from '../prompts/parse-prompts.ts';
import type { Prompt } from '../protocols/protocol.ts';
import { readText, requireFolder } from './files.ts';
import { type PlannedPrices, planPrices } from './plan-prices.ts';

export { readOptions } from '../options/read-options.ts';
export { defineArrivals } from './define-arrivals.ts';
export { k6Options } from './k6-options.ts';
export { planPrices } from './plan-prices.ts';
export { checkWay, defineClient, prepareWay, type Work } from './prepare-way.ts';
export { createSummary } from './summary.ts';

/** The whole run. Plain data: it travels as JSON. */
export interface Plan {
  options: Options;
  shape: LoadShape;
  slos: Slo[];
  goodput: ThresholdPreset['goodput'];
  /** The scenario's own, those of the profile among them. */
  defaults: Record<string, string>;
  prices: PlannedPrices;
}

export interface ScenarioDefaults {
  /** By environment name, as one would write them. */
  defaults: Record<string, string>;
  profiles: Profiles;
}

/** A load as a test names it: from the options in force, or a schedule of our own by its name. */
export type Load = ((options: Options) => LoadShape) | ScheduleName;

/** @throws LlmError on a wrong option: the run then does not start */
export function makePlan(
  env: Record<string, string>,
  { defaults, profiles }: ScenarioDefaults,
  load: Load,
  ownSlos: Slo[],
): { plan: Plan; arrivals: Arrival[] } {
  const scenarioDefaults = profileDefaults(defaults, profiles, env.LLM_PROFILE);
  const options = readOptions(env, scenarioDefaults);
  if (options.out !== undefined) requireFolder(options.out);
  const { slos, goodput } = thresholdPresets[options.thresholds];
  const arrivals = typeof load === 'string' ? schedules[load].arrivals(options, readText) : [];
  const shape = typeof load === 'string' ? schedules[load].load(options, arrivals) : load(options);
  const prices = planPrices(options, shape.durationMs ?? options.maxDurationMs, Date.now());
  return {
    plan: { options, shape, slos: [...slos, ...ownSlos], goodput, defaults: scenarioDefaults, prices },
    arrivals,
  };
}

/** The prompts of the run: from `LLM_PROMPTS`, else the built-in ones of the wanted lengths. */
export function listPrompts({ prompts, promptLengths }: Options): Prompt[] {
  if (prompts !== undefined) return parsePrompts(readText('LLM_PROMPTS', prompts));
  return builtInPrompts().filter(({ id }) => promptLengths.some((length) => id.startsWith(`${length}-`)));
}
