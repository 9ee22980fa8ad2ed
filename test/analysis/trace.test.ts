import { expect, it } from 'vitest';
import { trace } from '../../lib/analysis/trace.ts';
import { rowWith } from './simulated-run.ts';

const answer = (input: number, output: number) =>
  rowWith({ labels: { traced_input: 100, traced_output: 50 }, tokens: { input, output, source: 'usage' } });

it('is as traced where the sums of tokens are near', () => {
  expect(trace([answer(90, 40), answer(112, 60)])).toMatchObject({
    level: 'good',
    says: 'The traffic had 1.01 × the traced input tokens and 1.00 × the traced output tokens.',
    values: { input_ratio: 1.01, output_ratio: 1 },
  });
});

it('is another where answers were shorter, with what can be done', () => {
  const { level, because } = trace([answer(100, 10)]);
  expect(level).toBe('warning');
  expect(because.join()).toContain('ignore_eos');
});

it('is undecided where the endpoint counts no tokens', () => {
  expect(trace([rowWith({ labels: { traced_input: 100 } })]).level).toBe('undecided');
});
