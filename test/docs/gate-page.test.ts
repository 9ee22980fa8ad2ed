import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { checkPolicy, objectivesOf } from '../../cli/policy/read-policy.ts';
import { parseSlo } from '../../lib/analysis/gate/parse-slo.ts';
import { subjectNames, subjectOf } from '../../lib/analysis/gate/subjects.ts';
import { root } from '../rules/source-files.ts';

const page = readFileSync(path.join(root, 'docs/gate.md'), 'utf8');

describe('docs/gate.md', () => {
  it('names every subject and every short name of one', () => {
    const names = subjectNames.flatMap((name) => [name, ...subjectOf(name).aliases]);
    expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  it('shows a policy that is one', () => {
    const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
    const policy = checkPolicy(parse(yaml), 'docs/gate.md');
    expect(objectivesOf(policy, 'fixed')).toHaveLength(5);
    expect(objectivesOf(policy, 'spike').map(({ stage }) => stage)).toContain('surge');
  });

  it('speaks of no SLO that is none', () => {
    const slos = [...page.matchAll(/`(\w[\w.]* [<>]=? [^`]+)`/g)].map(([, slo]) => slo as string);
    const told = slos.filter((slo) => slo !== 'subject.statistic < limit');
    expect(told.length).toBeGreaterThan(2);
    expect(
      told.flatMap((slo) => {
        const parsed = parseSlo(slo);
        return 'error' in parsed ? [`${slo}: ${parsed.error}`] : [];
      }),
    ).toEqual([]);
  });
});
