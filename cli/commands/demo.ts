import path from 'node:path';
import { Command } from 'commander';
import { presets } from '../../simulator/presets.ts';
import { startSimulator } from '../../simulator/server.ts';
import type { CommandContext } from '../command-context.ts';
import { demoOptions } from '../demo/options.ts';
import { intro, outro } from '../demo/words.ts';
import type { Io } from '../io.ts';
import { needK6 } from '../k6/find.ts';
import { runEnvironment } from '../options/environment.ts';
import { createResultsFolder } from '../record/folder.ts';
import { runScenario } from '../run-scenario.ts';

export function demoCommand({ io, end }: CommandContext): Command {
  return new Command('demo')
    .summary('see a whole load test in under a minute')
    .description(
      'Starts a simulated endpoint, loads it until it gives way and judges it. Needs no endpoint and no key.',
    )
    .action(async () => end(await demo(io)));
}

async function demo(io: Io): Promise<number> {
  const k6 = await needK6(io);
  const simulator = await startSimulator(presets.demo);
  try {
    const options = demoOptions(simulator);
    io.stdout.write(intro);
    const folder = await createResultsFolder(io.cwd, 'demo', new Date());
    const { exitCode, report } = await runScenario(io, {
      scenario: 'ramp',
      k6,
      env: runEnvironment(withoutOptions(io.env), options, io.cwd),
      folder,
      forK6: [],
      reword: (message) => message,
    });
    if (report !== undefined) io.stdout.write(outro(report, path.relative(io.cwd, folder)));
    return exitCode;
  } finally {
    await simulator.close();
  }
}

/** The user's own endpoint, key and options have no part in the demo. */
function withoutOptions(env: Io['env']): Io['env'] {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('LLM_')));
}
