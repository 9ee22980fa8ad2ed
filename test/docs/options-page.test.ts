import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { optionGroups } from '../../docs/option-groups.ts';
import { parseDefaults, readScenarioDefaults } from '../../docs/scenario-defaults.ts';
import { readOptions } from '../../lib/options/read-options.ts';
import { optionTable } from '../../lib/options/table.ts';
import { root } from '../rules/source-files.ts';

describe('docs/options.md', () => {
  it('holds each option once', () => {
    expect(optionGroups.flatMap(({ keys }) => keys).sort()).toEqual(Object.keys(optionTable).sort());
  });
});

describe('defaults of scenarios, read from their source', () => {
  it('pairs on one line or on many', () => {
    const oneLine = "defaults: { LLM_USERS: '1', LLM_REQUESTS: '5' },";
    const many = "defaults: {\n    LLM_USERS: '1',\n    LLM_REQUESTS: '5',\n  },";
    expect(parseDefaults('a.ts', oneLine)).toEqual({ LLM_USERS: '1', LLM_REQUESTS: '5' });
    expect(parseDefaults('a.ts', many)).toEqual({ LLM_USERS: '1', LLM_REQUESTS: '5' });
  });

  it('none', () => {
    expect(parseDefaults('a.ts', 'await defineTest({ name, load });')).toEqual({});
  });

  it('computed ones are refused: the page would be wrong', () => {
    expect(() => parseDefaults('a.ts', 'defaults: { LLM_USERS: users },')).toThrow(/a\.ts/);
    expect(() => parseDefaults('a.ts', "defaults: { LLM_USERS: '1', LLM_SEED: seed },")).toThrow(/a\.ts/);
    expect(() => parseDefaults('a.ts', 'defaults: common,')).toThrow(/a\.ts/);
  });

  it('are accepted by the options they name', async () => {
    const scenarios = await readScenarioDefaults(path.join(root, 'scenarios'));
    const env = { LLM_BASE_URL: 'http://localhost:1/v1', LLM_MODEL: 'm' };
    expect(scenarios.map(({ scenario }) => scenario)).toContain('ramp');
    for (const { defaults } of scenarios) expect(() => readOptions({ ...env, ...defaults })).not.toThrow();
  });
});
