import { sleep } from 'k6';
import { SharedArray } from 'k6/data';
import exec from 'k6/execution';
import type { LoadShape } from '../load/load-shape.ts';
import { waitMs } from '../load/wait.ts';
import type { Options } from '../options/table.ts';
import { pickPrompt } from '../prompts/pick-prompt.ts';
import type { Prompt } from '../protocols/protocol.ts';
import { resolveApiKey } from './api-key.ts';
import { createClient } from './client.ts';
import type { Plan } from './once.ts';
import { chooseTransport } from './transports/choose.ts';

const once = __VU === 0 ? require('./once.ts') : undefined;

export interface TestDefinition {
  /** The scenario's name, in k6's output and in the report. */
  name: string;
  /** The load, from the options in force. */
  load: (options: Options) => LoadShape;
  /** Defaults of this scenario where they differ from the table's, by environment name, as one would write them. */
  defaults?: Record<string, string>;
}

export interface K6Test {
  options: Record<string, unknown>;
  /** One iteration of one virtual user. */
  iteration: () => void;
  handleSummary: (data: unknown) => Record<string, string>;
}

/**
 * Everything that a k6 script exports, put together from its description and the environment. Runs in the init context,
 * once for each virtual user.
 *
 * @throws LlmError on a wrong option: the run then does not start
 */
export async function defineTest({ name, load, defaults = {} }: TestDefinition): Promise<K6Test> {
  const plan = shareOnce<Plan>('plan', () => [once?.makePlan(__ENV, defaults, load) as Plan])[0] as Plan;
  const prompts = shareOnce<Prompt>('prompts', () => once?.listPrompts(plan.options) ?? []);
  const { options, shape, goodput } = plan;
  const transport = chooseTransport(options);
  const client = createClient({
    scenario: name,
    options,
    apiKey: await resolveApiKey(options),
    transport,
    windows: shape.windows,
    goodput,
  });
  // A closed model's user waits before the next request, never inside a measured time and never at the very end.
  let pauseMs = 0;

  return {
    options: once?.k6Options(name, plan, transport) ?? {},
    iteration() {
      if (pauseMs > 0) sleep(pauseMs / 1000);
      const number = exec.scenario.iterationInTest;
      const exchange = client.complete(pickPrompt(prompts, number, options.seed));
      pauseMs = exchange === undefined || shape.model === 'open' ? 0 : waitMs(exchange, options, number);
    },
    handleSummary: (data) => once?.createSummary({ name, defaults, plan, transport })(data) ?? {},
  };
}

/** The callback runs in the first VU only; the others read what it made. */
function shareOnce<T>(name: string, make: () => T[]): T[] {
  return new SharedArray(`k6-llm ${name}`, make);
}
