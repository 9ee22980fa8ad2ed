import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { listScenarios } from '../../cli/scenario-list.ts';
import { parseProfiles, readScenarioDefaults } from '../../docs/scenario-defaults.ts';
import { readScenarioSamples } from '../../docs/scenario-samples.ts';
import { scenarioWords } from '../../docs/scenario-words.ts';
import { root } from '../rules/source-files.ts';

const names = (await listScenarios()).map(({ name }) => name).sort();

describe('docs/scenarios.md', () => {
  it('has words for each scenario', () => {
    expect(Object.keys(scenarioWords).sort()).toEqual(names);
  });

  it('has a sample of each, with the commands that made it and the word it ended with', async () => {
    const samples = await readScenarioSamples(path.join(root, 'docs/scenario-samples'));
    expect(Object.keys(samples).sort()).toEqual(names);
    for (const [name, sample] of Object.entries(samples)) {
      expect(sample).toMatch(/^\$ k6-llm simulate --port 8080/);
      expect(sample).toContain(`\n$ k6-llm run ${name}`);
      expect(sample).toMatch(/\n(PASSED|FAILED|UNDECIDED|INVALID)/);
    }
  });

  it('has an example of each that runs it', () => {
    for (const [name, { example }] of Object.entries(scenarioWords)) expect(example.split(' ')[0]).toBe(name);
  });
});

describe('profiles of scenarios, read from their source', () => {
  it('pairs of each, on one line or many, and none', () => {
    const source =
      "profiles: {\n    slow: { LLM_RATE: '1' },\n    'as-is': {},\n    fast: {\n      LLM_RATE: '9',\n    },\n  },";
    expect(parseProfiles('a.ts', source)).toEqual({ slow: { LLM_RATE: '1' }, 'as-is': {}, fast: { LLM_RATE: '9' } });
    expect(parseProfiles('a.ts', 'await defineTest({ name, load });')).toEqual({});
  });

  it('computed ones are refused: the page would be wrong', () => {
    expect(() => parseProfiles('a.ts', 'profiles: common,')).toThrow(/a\.ts/);
    expect(() => parseProfiles('a.ts', 'profiles: { fast: { LLM_RATE: rate } },')).toThrow(/a\.ts/);
  });

  it('are those that the scenarios have', async () => {
    const scenarios = await readScenarioDefaults(path.join(root, 'scenarios'));
    const step = scenarios.find(({ scenario }) => scenario === 'step');
    expect(Object.keys(step?.profiles ?? {})).toEqual(['gentle', 'standard', 'aggressive']);
  });
});
