import { describe, expect, it } from 'vitest';
import { differencesBetween } from '../../../lib/analysis/comparison/differences.ts';
import type { RunFigures } from '../../../lib/analysis/comparison/run-figures.ts';
import { runWith } from './simulated-runs.ts';

const run = (conditions: Partial<RunFigures['conditions']> = {}): RunFigures => runWith({}, { conditions });
const withOptions = (options: Record<string, string>): RunFigures => run({ options });

describe('what two sides differ in', () => {
  it('nothing, where only the folder, the seed and the thresholds are others', () => {
    const base = withOptions({ LLM_RATE: '5', LLM_OUT: '/a', LLM_SEED: '1', LLM_THRESHOLDS: 'none' });
    const head = withOptions({ LLM_RATE: '5', LLM_OUT: '/b', LLM_SEED: '2', LLM_THRESHOLDS: 'batch' });
    expect(differencesBetween([base], [head])).toEqual([]);
  });

  it.each([
    ['scenario', { scenario: 'ramp' }],
    ['transport', { transport: 'open' }],
    ['streamed', { stream: false }],
    ['LLM_USERS', { options: { LLM_USERS: '20' } }],
  ])('%s: their numbers would differ by it alone', (what, conditions) => {
    expect(differencesBetween([run()], [run(conditions)])).toMatchObject([{ what, forbids: true }]);
  });

  it.each([
    ['model', { model: 'm-2' }],
    ['base URL', { baseUrl: 'http://staging/v1' }],
    ['version of k6', { versions: { 'k6-llm': '0.1.0', k6: 'v2.3.0' } }],
  ])('%s: that may be the question, and is told', (what, conditions) => {
    expect(differencesBetween([run()], [run(conditions)])).toMatchObject([{ what, forbids: false }]);
  });

  it('models within one side: it is not one thing that is compared', () => {
    const differences = differencesBetween([run(), run({ model: 'm-2' })], [run()]);
    expect(differences).toEqual([{ what: 'model', base: ['m', 'm-2'], head: ['m'], forbids: true }]);
  });

  it('an option that only one side set', () => {
    const [set, notSet] = [withOptions({ LLM_TEMPERATURE: '0' }), withOptions({})];
    expect(differencesBetween([notSet], [set])).toEqual([
      { what: 'LLM_TEMPERATURE', base: ['not set'], head: ['0'], forbids: true },
    ]);
  });

  it('an option that only the newer version knows is none', () => {
    const newer = run({ versions: { 'k6-llm': '0.2.0', k6: 'v2.2.0' }, options: { LLM_USERS: '10', LLM_NEW: 'x' } });
    const differences = differencesBetween([withOptions({ LLM_USERS: '10' })], [newer]);
    expect(differences.map(({ what }) => what)).toEqual(['version of k6-llm']);
  });

  it('a file of prompts is known by its name, wherever it lies', () => {
    const at = (path: string): RunFigures => withOptions({ LLM_PROMPTS: path });
    expect(differencesBetween([at('/ci/1/prompts.jsonl')], [at('/ci/2/prompts.jsonl')])).toEqual([]);
    expect(differencesBetween([at('/ci/1/prompts.jsonl')], [at('/ci/2/others.jsonl')])).toHaveLength(1);
  });
});
