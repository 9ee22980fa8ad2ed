import { Command } from 'commander';
import { version } from '../lib/version.ts';
import { wrongUse } from './cli-error.ts';
import { painter } from './colour.ts';
import type { CommandContext } from './command-context.ts';
import { analyseCommand } from './commands/analyse.ts';
import { buildK6Command } from './commands/build-k6.ts';
import { compareCommand } from './commands/compare.ts';
import { costCommand } from './commands/cost.ts';
import { demoCommand } from './commands/demo.ts';
import { doctorCommand } from './commands/doctor.ts';
import { estimateCommand } from './commands/estimate.ts';
import { gateCommand } from './commands/gate.ts';
import { initCommand } from './commands/init.ts';
import { k6Command } from './commands/k6.ts';
import { runCommand } from './commands/run.ts';
import { simulateCommand } from './commands/simulate.ts';
import { exitCodeMeanings } from './exit-codes.ts';
import type { Io } from './io.ts';

/** Parses the command line and runs its command; undefined where the command has no code of its own. */
export async function runProgram(io: Io): Promise<number | undefined> {
  const dashes = io.argv.indexOf('--');
  const own = dashes < 0 ? io.argv : io.argv.slice(0, dashes);
  let code: number | undefined;
  const context: CommandContext = {
    io,
    forK6: dashes < 0 ? [] : io.argv.slice(dashes + 1),
    end: (exitCode) => {
      code = exitCode;
    },
  };
  const program = createProgram(context);
  program.hook('preAction', (_, command) => {
    if (context.forK6.length > 0 && !['run', 'k6'].includes(command.name())) {
      throw wrongUse(
        `${command.name()} passes nothing on to k6: accepted after -- is nothing, seen ${context.forK6[0]}`,
      );
    }
  });
  await program.parseAsync(own, { from: 'user' });
  return code;
}

function createProgram(context: CommandContext): Command {
  const { io } = context;
  const paint = painter(io.stderr, io);
  const program = new Command('k6-llm')
    .description('Load testing for LLM endpoints on k6')
    .version(version, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'explain a command')
    .enablePositionalOptions()
    .addHelpText('after', () => exitCodesHelp);
  const commands = [
    runCommand,
    demoCommand,
    simulateCommand,
    doctorCommand,
    k6Command,
    buildK6Command,
    estimateCommand,
    costCommand,
    analyseCommand,
    gateCommand,
    initCommand,
    compareCommand,
  ];
  for (const create of commands) program.addCommand(create(context));
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      getOutHelpWidth: () => 100,
      getErrHelpWidth: () => 100,
      // Commander's own sentence, made one line: what is wrong and what was perhaps meant.
      outputError: (text, write) =>
        write(
          `${text
            .trim()
            .replace(/^error:/, paint('red', 'k6-llm:'))
            .replace(/\n/g, ' ')}\n`,
        ),
    });
  }
  return program;
}

const exitCodesHelp = `
Exit codes:
${Object.entries(exitCodeMeanings)
  .map(([code, meaning]) => `  ${code}  ${meaning}`)
  .join('\n')}

First time here? \`k6-llm demo\` shows it all without an endpoint.
`;
