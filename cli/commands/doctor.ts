import { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';

export function doctorCommand({ io }: CommandContext): Command {
  return new Command('doctor').summary('check this machine and one request').action(async () => {
    io.stdout.write('');
  });
}
