import { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { exitCodes } from '../exit-codes.ts';
import { needK6 } from '../k6/find.ts';
import { superviseK6 } from '../k6/supervise.ts';

export function k6Command({ io, forK6, end }: CommandContext): Command {
  return new Command('k6')
    .summary('run the k6 that k6-llm uses')
    .description(
      'Runs the k6 that k6-llm uses, with your arguments: k6-llm k6 -- run my-suite.js. Its exit code is passed on.',
    )
    .argument('[arguments...]', 'for k6')
    .passThroughOptions()
    .allowUnknownOption()
    .action(async (args: string[]) => {
      const k6 = await needK6(io);
      const all = args.length > 0 && forK6.length > 0 ? [...args, '--', ...forK6] : [...args, ...forK6];
      const env = { ...io.env, K6_NO_USAGE_REPORT: 'true', K6_AUTO_EXTENSION_RESOLUTION: 'false' };
      const { code } = await superviseK6(io, k6.path, all, { env, readsStdin: true });
      end(code ?? exitCodes.bug);
    });
}
