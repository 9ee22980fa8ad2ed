import { Command } from 'commander';
import type { SimulatorConfig, SimulatorOption } from '../../simulator/options.ts';
import { simulatorOptions } from '../../simulator/options.ts';
import { presets } from '../../simulator/presets.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { wrongUse } from '../cli-error.ts';
import type { CommandContext } from '../command-context.ts';
import { keyOf } from '../options/flags.ts';
import { untilSignalled } from '../process/while-signalled.ts';

export function simulateCommand({ io }: CommandContext): Command {
  const command = new Command('simulate')
    .summary('start a simulated LLM endpoint')
    .description('Starts an LLM endpoint with known timing, limits and faults on this machine. Ctrl-C ends it.')
    .option('--preset <name>', `settings for a purpose: ${Object.keys(presets).join(', ')}`);
  for (const option of simulatorOptions as readonly SimulatorOption[]) {
    command.option(`--${flagOf(option)} <${option.unit ?? option.kind}>`, describe(option));
  }
  return command.action(async ({ preset, ...flags }: Record<string, string>) => {
    const simulator = await start(preset, flags);
    const { url, config } = simulator;
    io.stdout.write(`simulated endpoint at ${url}/v1, model ${config.model}\n`);
    io.stderr.write(
      `\nLoad it from another terminal:\n  LLM_BASE_URL=${url}/v1 LLM_MODEL=${config.model} npx k6-llm run smoke\n\nCtrl-C ends it.\n`,
    );
    await untilSignalled(io);
    const stats = simulator.stats();
    await simulator.close();
    io.stdout.write(`${words(stats)}\n`);
  });
}

async function start(preset: string | undefined, flags: Record<string, string>): Promise<Simulator> {
  if (preset !== undefined && !Object.hasOwn(presets, preset)) {
    throw wrongUse(`--preset ${preset}: accepted is one of ${Object.keys(presets).join(', ')}`);
  }
  const given = Object.fromEntries(
    (simulatorOptions as readonly SimulatorOption[]).flatMap((option) => {
      const value = flags[keyOf(flagOf(option))];
      return value === undefined ? [] : [[option.name, value]];
    }),
  );
  const settings = { ...(preset === undefined ? {} : presets[preset as keyof typeof presets]), ...given };
  try {
    return await startSimulator(settings as Partial<SimulatorConfig>);
  } catch (error) {
    // Whatever keeps it from starting is a setting, a port or a file.
    throw wrongUse((error as Error).message);
  }
}

/** `truthFile` is `--truth`; everything else is its own name. */
function flagOf({ name }: SimulatorOption): string {
  return name === 'truthFile' ? 'truth' : name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function describe({ brief, choices, default: byDefault }: SimulatorOption): string {
  const accepted = choices === undefined ? '' : `; one of ${choices.join(', ')}`;
  return `${brief}${accepted}${byDefault === undefined || byDefault === '' ? '' : ` (default ${byDefault})`}`;
}

function words({ accepted, outcomes, outputTokens, worstLatenessMs }: ReturnType<Simulator['stats']>): string {
  const told = Object.entries(outcomes).map(([outcome, n]) => `${outcome} ${n}`);
  return `${accepted} requests (${told.join(', ') || 'none ended'}), ${outputTokens} tokens sent, never later than ${worstLatenessMs.toFixed(1)} ms`;
}
