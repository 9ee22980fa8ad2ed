import type { FigureName } from '../../../lib/analysis/comparison/figures.ts';
import type { Figure, RunFigures } from '../../../lib/analysis/comparison/run-figures.ts';

const conditions: RunFigures['conditions'] = {
  scenario: 'fixed',
  protocol: 'openai-chat',
  model: 'm',
  baseUrl: 'http://localhost/v1',
  transport: 'capture',
  stream: true,
  options: { LLM_USERS: '10', LLM_OUT: '/tmp/a', LLM_SEED: '1' },
  versions: { 'k6-llm': '0.1.0', k6: 'v2.2.0' },
};

/** A run of 300 requests with these figures. */
export function runWith(
  values: Partial<Record<FigureName, number>>,
  over: Partial<Omit<RunFigures, 'figures' | 'conditions'>> & { conditions?: Partial<RunFigures['conditions']> } = {},
): RunFigures {
  const figures = Object.entries(values).map(([name, value]): [string, Figure] => [name, { value, samples: 300 }]);
  return {
    run: 'run',
    endedAt: '2026-11-22T12:00:00.000Z',
    exchanges: 300,
    unusable: [],
    ...over,
    conditions: { ...conditions, ...over.conditions },
    figures: Object.fromEntries(figures),
  };
}

/** One run for each value of one figure. */
export function runsOf(name: FigureName, ...values: number[]): RunFigures[] {
  return values.map((value) => runWith({ [name]: value }));
}
