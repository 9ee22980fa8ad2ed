import { Command } from 'commander';
import { wrongUse } from '../cli-error.ts';
import { painter } from '../colour.ts';
import type { CommandContext } from '../command-context.ts';
import { estimateAsJson } from '../estimate/as-json.ts';
import { estimateModels } from '../estimate/estimate-models.ts';
import { givenVolume } from '../estimate/given-volume.ts';
import { planScenario } from '../estimate/plan-scenario.ts';
import { renderEstimate } from '../estimate/render-estimate.ts';
import { readSettings } from '../estimate/settings.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { optionsFromFlags } from '../options/environment.ts';
import { addOptionFlags, optionFlags } from '../options/flags.ts';

/** What the command line has besides the options of a run. */
export interface EstimateGiven {
  model?: string[];
  price?: string[];
  inputTokens?: string;
  outputTokens?: string;
  cachedTokens?: string;
  answerTime?: string;
  like?: string[];
  config?: string;
  json?: boolean;
}

/** Those that mean something else here: several models, each with a price. */
const ownFlags = ['LLM_MODEL', 'LLM_PRICE', 'LLM_OUT'];

export function estimateCommand({ io, end }: CommandContext): Command {
  const collected = (text: string, before: string[] = []): string[] => [...before, text];
  const command = new Command('estimate')
    .summary('what a run would cost, before it costs anything')
    .description(
      'Says what a scenario would cost as it is configured, or so many requests of so many tokens. Nothing is sent.',
    )
    .argument('[scenario]', 'a scenario of `k6-llm run`, one of your policy, or the path of a bundled script')
    .option('--model <names>', 'the model, or several to be compared (comma-separated, or repeated)', collected)
    .option(
      '--price <[model=]input/output>',
      'price per million tokens of the first model, or of the named one',
      collected,
    )
    .option('--input-tokens <count>', 'tokens of one request (default: from the prompts)')
    .option('--output-tokens <count>', 'tokens of one answer (default: half of --max-tokens)')
    .option('--cached-tokens <count>', 'of the input tokens, those in a prompt cache')
    .option('--answer-time <time>', 'how long an answer takes: 5s, or from the fastest to the slowest: 1s-20s')
    .option(
      '--like <results>',
      'take tokens, times and failures from an earlier run (repeat it for several)',
      collected,
    )
    .option('--config <file>', 'the policy (default: k6-llm.config.ts, .json or .yaml in this folder)')
    .option('--json', 'print the figures as JSON')
    .addHelpText('after', help);
  addOptionFlags(
    command,
    optionFlags.filter(({ env }) => !ownFlags.includes(env)),
  );
  return command.action(async (scenario: string | undefined, given: EstimateGiven & Record<string, unknown>) => {
    end(await estimate(io, scenario, given, optionsFromFlags({ ...given, model: undefined, price: undefined })));
  });
}

async function estimate(
  io: Io,
  scenario: string | undefined,
  given: EstimateGiven,
  flags: Record<string, string>,
): Promise<number> {
  const settings = await readSettings(io, { scenario, models: given.model, config: given.config, flags });
  const plan =
    scenario === undefined ? givenVolume(given, flags, settings) : await planScenario(io, scenario, given, settings);
  const found = await estimateModels(plan, settings, given.price ?? [], Date.now());
  io.stdout.write(
    given.json ? `${JSON.stringify(estimateAsJson(found), null, 2)}\n` : renderEstimate(found, painter(io.stdout, io)),
  );
  const unknown = found.models.flatMap(({ price, costUsd }) => (costUsd === undefined ? [String(price)] : []));
  if (unknown.length < found.models.length) return exitCodes.passed;
  throw wrongUse(unknown.join('; '));
}

const help = `
Without a scenario: --requests, --input-tokens and --output-tokens say it all.

  k6-llm estimate --model gpt-4o,gpt-4o-mini --requests 1000 --input-tokens 200 --output-tokens 150
  k6-llm estimate ramp --profile short --model gpt-4o --like results/ramp-20261122-101500

It ends with 0 if the cost of at least one model is known, with 2 if of none.
`;
