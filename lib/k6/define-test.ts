import { SharedArray } from 'k6/data';
import sse from 'k6/x/sse';
import type { Slo } from '../../thresholds/presets.ts';
import type { AnalysisName } from '../analysis/registry.ts';
import { ownScenarios } from '../load/own-scenarios.ts';
import type { Arrival } from '../load/schedule/arrival.ts';
import type { Prompt } from '../protocols/protocol.ts';
import type { Client } from './client.ts';
import type { Iteration } from './iterations/iteration.ts';
import { onePrompt } from './iterations/one-prompt.ts';
import type { K6Options } from './k6-options.ts';
import type { Load, Plan, Work } from './once.ts';
import { type ChangedOptions, workerClient } from './worker-client.ts';

const once = __VU === 0 ? require('./once.ts') : undefined;

const hasData = 'data' in sse;

export interface TestDefinition {
  /** The scenario's name, in k6's output and in the report. */
  name: string;
  /**
   * The load, from the options in force; a schedule of our own is named, and its iterations are `scheduled`.
   *
   * @default none: the script gives k6 scenarios of its own
   */
  load?: Load;
  /** Defaults of this scenario where they differ from the table's, by environment name, as one would write them. */
  defaults?: Record<string, string>;
  /** Named sets of defaults that replace some of these, chosen by `LLM_PROFILE`. */
  profiles?: Record<string, Record<string, string>>;
  /** What one iteration does. @default one prompt of the run's set */
  iteration?: Iteration;
  /** What the summary says beyond the numbers. */
  analyses?: AnalysisName[];
  /** What is looked for while the run is on: whether the endpoint is saturated. */
  watch?: 'saturation';
  /** Promises besides those of the preset that `LLM_THRESHOLDS` names. */
  slos?: Slo[];
}

export interface K6Test extends Client {
  /** For k6: thresholds, sub-metrics, statistics, and the scenario if a load was given. */
  options: K6Options;
  /** One iteration of one virtual user. */
  iteration: () => void;
  /** Re-export it, or k6 shows its own summary. */
  handleSummary: (data: unknown) => Record<string, string>;
}

/**
 * Everything that a k6 script exports, put together from its description and the environment. Runs in the init context,
 * once for each virtual user.
 *
 * @throws LlmError on a wrong option: the run then does not start
 */
export async function defineTest({
  name,
  load = ownScenarios,
  defaults = {},
  profiles = {},
  iteration = onePrompt,
  analyses = [],
  watch,
  slos = [],
}: TestDefinition): Promise<K6Test> {
  // Who makes the plan makes what follows from it: both callbacks run in the first VU, or neither.
  let arrivalsMade: Arrival[] = [];
  const plan =
    once &&
    (shareOnce<Plan>('plan', () => {
      const made = once.makePlan(__ENV, { defaults, profiles }, load, slos);
      arrivalsMade = made.arrivals;
      return [made.plan];
    })[0] as Plan);
  const arrivals = typeof load === 'string' ? shareOnce<Arrival>('arrivals', () => arrivalsMade) : [];
  if (once && arrivalsMade.length > 0) once.defineArrivals(arrivalsMade);
  const way = once && plan && (await once.prepareWay(plan, { collectRows: analyses.length > 0, watch }));
  const work = shareRead<Work[]>('work', () => (way ? [way.work] : []))[0];
  // What k6 shares it freezes, and a frozen property weighs several times as much in each VU.
  const { options, model, windows, steps } = (hasData ? work : JSON.parse(JSON.stringify(work))) as Work;
  const prompts = shareRead<Prompt[]>('prompts', () => once?.listPrompts(options) ?? []);
  // Without workers each virtual user holds all that they would do for it.
  const clientWith: (changed: ChangedOptions) => Client =
    steps === undefined
      ? workerClient
      : await require('./vu-client.ts').createVuClients({ options, windows, ...steps });
  const { complete } = clientWith({});
  return {
    complete,
    options: plan && way ? once.k6Options(name, plan, way.transport, iteration.asks) : notRead,
    iteration: iteration({ complete, clientWith, options, prompts, arrivals, model, windows }),
    handleSummary: (data) =>
      plan && way ? once.createSummary({ name, plan, analyses, transport: way.transport })(data) : {},
  };
}

/** k6 takes the options from the first VU alone. */
const notRead: K6Options = { thresholds: {}, summaryTrendStats: [] };

/** What every virtual user reads in its iterations: by our extension, which parses it once, where that is there. */
function shareRead<T extends unknown[]>(name: string, make: () => T): ArrayLike<T[number]> {
  if (hasData) {
    if (once) sse.defineData(name, () => JSON.stringify(make()));
    return sse.data(name) as T;
  }
  return shareOnce(name, make);
}

/** The callback runs in the first VU only; the others read what it made. */
function shareOnce<T>(name: string, make: () => T[]): T[] {
  return new SharedArray(`k6-llm ${name}`, make);
}
