import exec from 'k6/execution';
import { sleep } from 'k6';
import type { LoadShape } from '../load/load-shape.ts';
import { waitMs } from '../load/wait.ts';
import { readOptions } from '../options/read-options.ts';
import type { Options } from '../options/table.ts';
import { pickPrompt } from '../prompts/pick-prompt.ts';
import { thresholdPresets } from '../../thresholds/presets.ts';
import { resolveApiKey } from './api-key.ts';
import { createClient } from './client.ts';
import { k6Options } from './k6-options.ts';
import { loadPrompts } from './load-prompts.ts';
import { requireFolder } from './require-folder.ts';
import { createSummary } from './summary.ts';
import { chooseTransport } from './transports/choose.ts';

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
export async function defineTest({ name, load, defaults }: TestDefinition): Promise<K6Test> {
  const options = readOptions(__ENV, defaults);
  requireFolder(options.out);
  const transport = chooseTransport(options);
  const shape = load(options);
  const preset = thresholdPresets[options.thresholds];
  const prompts = loadPrompts(options);
  const client = createClient({
    scenario: name,
    options,
    apiKey: await resolveApiKey(options),
    transport,
    warmupMs: options.warmupMs,
    windows: shape.windows,
    goodput: preset.goodput,
  });
  // A closed model's user waits before the next request, never inside a measured time and never at the very end.
  let pauseMs = 0;

  return {
    options: k6Options(name, shape, preset.slos, transport),
    iteration() {
      if (pauseMs > 0) sleep(pauseMs / 1000);
      const number = exec.scenario.iterationInTest;
      const exchange = client.complete(pickPrompt(prompts, number, options.seed));
      pauseMs = exchange === undefined || shape.model === 'open' ? 0 : waitMs(exchange, options, number);
    },
    handleSummary: createSummary({ name, options, defaults: defaults ?? {}, shape, slos: preset.slos, transport }),
  };
}
