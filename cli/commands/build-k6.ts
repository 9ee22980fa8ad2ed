import { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { buildK6 } from '../k6/build.ts';
import { cachedK6Path } from '../k6/cache.ts';
import { isExecutable } from '../k6/find-on-path.ts';

export function buildK6Command({ io }: CommandContext): Command {
  return new Command('build-k6')
    .summary('build k6 with the extension')
    .description(
      'Builds k6 with the extension into the cache and prints its path. Other commands do it when they need it.',
    )
    .option('--force', 'build even if it is there')
    .action(async ({ force }: { force?: boolean }) => {
      const target = await cachedK6Path(io.env);
      if (force || !(await isExecutable(target))) await buildK6(io, target);
      io.stdout.write(`${target}\n`);
    });
}
