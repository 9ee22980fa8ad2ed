import { expect, test } from 'vitest';
import { runInProcess } from '../cli/fake-io.ts';
import { shownCommands } from './shown-commands.ts';

const shown = shownCommands('docs/money.md');

test('the page shows an estimate of a volume, one of a scenario, and the cost of a run', () => {
  expect(shown.map(({ args }) => args.slice(0, 2).join(' '))).toEqual([
    'estimate --model',
    'estimate ramp',
    expect.stringMatching(/^cost results\//),
  ]);
});

test('an estimate in numbers prints what docs/money.md shows', async () => {
  const { args, output } = shown[0] as (typeof shown)[number];
  expect(await runInProcess(args)).toEqual({ code: 0, stdout: output, stderr: '' });
});
