import { describe, expect, expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import { checkPolicy, objectivesOf, settingsOf } from '../../../cli/policy/read-policy.ts';
import type { policySchema } from '../../../cli/schemas/policy.ts';
import type { Policy } from '../../../lib/analysis/gate/policy.ts';

const check = (value: unknown): Policy => checkPolicy(value, 'p.yaml');

function wrong(value: unknown): string {
  try {
    return `was accepted: ${JSON.stringify(check(value))}`;
  } catch (error) {
    expect(error).toMatchObject({ name: 'CliError', exitCode: 2 });
    return (error as Error).message;
  }
}

describe('a policy', () => {
  it('has the type that editors are told of (checked by tsc)', () => {
    expectTypeOf<z.input<typeof policySchema>>().toEqualTypeOf<Policy>();
  });

  it('may be empty', () => {
    expect(check({})).toEqual({});
    expect(check(null)).toEqual({});
  });

  it('may hold everything there is', () => {
    const whole: Policy = {
      $schema: './policy.json',
      target: { baseUrl: 'https://api.example.com/v1', model: 'small', protocol: 'openai-chat' },
      options: {
        LLM_SEED: 7,
        timeoutMs: 5000,
        extraBody: { top_p: 0.9 },
        promptLengths: ['short', 'medium'],
        stream: true,
      },
      scenarios: {
        fixed: {
          options: { users: 10, thinkTimeMs: '1-2' },
          slos: ['ttft.p95 < 1s'],
          stages: { '20 users': ['total.p95 < 2s'] },
        },
        chat: { script: './chat.ts' },
      },
      slos: ['failures < 1%', { slo: 'goodput > 95%', name: 'good answers' }],
      goodput: { timeToFirstToken: '1s', timePerOutputToken: '50ms', total: '15s' },
      rateLimitsFail: true,
      confidence: 0.9,
      budgetUsd: 10,
      baseline: 'baseline.json',
      reports: { junit: 'a.xml', markdown: 'a.md', json: 'a.json' },
    };
    expect(check(whole)).toEqual(whole);
  });
});

describe('of a wrong policy it is said where, what was seen and what is accepted:', () => {
  it.each<[string, unknown, string]>([
    ['no object', [], 'p.yaml: it is a list; accepted is an object'],
    ['a text', 'slos', 'p.yaml: it is "slos"; accepted is an object'],
    ['an unknown key', { slo: [] }, 'p.yaml: slo is unknown; accepted is one of target, options, scenarios, slos, '],
    [
      'a misspelt key',
      { scenario: {} },
      'p.yaml: scenario is unknown (did you mean scenarios?); accepted is one of target, ',
    ],
    [
      'a misspelt key inside',
      { goodput: { timeToFirstTokens: '1s' } },
      'goodput.timeToFirstTokens is unknown (did you mean timeToFirstToken?)',
    ],
    [
      'a key of a scenario',
      { scenarios: { fixed: { slo: [] } } },
      'scenarios.fixed.slo is unknown; accepted is one of script, options, slos, stages',
    ],
    [
      'the API key',
      { target: { apiKey: 'sk-1' } },
      'p.yaml: target.apiKey: a policy is committed; accepted is the variable LLM_API_KEY',
    ],
    [
      'the API key as an option',
      { options: { apiKey: 'sk-1' } },
      'p.yaml: options.apiKey may be a secret, and a policy is committed; accepted is the variable LLM_API_KEY',
    ],
    ['secret headers', { options: { LLM_EXTRA_HEADERS: '{}' } }, 'accepted is the variable LLM_EXTRA_HEADERS'],
    [
      'a base URL with a password',
      { target: { baseUrl: 'https://me:pw@host/v1' } },
      'target.baseUrl is https://***@host/v1; accepted is an http or https URL',
    ],
    ['an unknown protocol', { target: { protocol: 'soap' } }, 'target.protocol is soap; accepted is one of '],
    ['a number for a model', { target: { model: 4 } }, 'target.model is 4; accepted is a text'],
    [
      'an SLO without a limit',
      { slos: ['ttft.p95'] },
      'p.yaml: slos[0] is `ttft.p95`: no comparison; accepted is one such as ttft.p95 < 1000ms',
    ],
    [
      'an SLO of a stage',
      { scenarios: { spike: { stages: { surge: ['ttft.p95 < 1s', 'tfft < 1'] } } } },
      'scenarios.spike.stages.surge[1] is `tfft < 1`: tfft is nothing that an SLO can speak of',
    ],
    [
      'an SLO with a name',
      { slos: [{ slo: 'cost < 1', name: 'money' }] },
      'slos[0].slo is `cost < 1`: cost needs a statistic; accepted is cost.total or cost.per_request',
    ],
    [
      'an SLO with another key',
      { slos: [{ slo: 'cost.total < 1', title: 'x' }] },
      'slos[0].title is unknown; accepted is one of slo, name',
    ],
    ['a number for an SLO', { slos: [5] }, 'slos[0] is 5; accepted is a text'],
    ['one SLO in place of a list', { slos: 'ttft.p95 < 1s' }, 'slos is "ttft.p95 < 1s"; accepted is a list'],
    [
      'goodput that nothing defines',
      { slos: ['goodput > 95%'] },
      '`goodput > 95%` speaks of goodput, and nothing says when an exchange is good; accepted is goodput: {',
    ],
    [
      'a duration without its unit',
      { goodput: { total: '15' } },
      'goodput.total is `15`: accepted is a duration above 0 with its unit',
    ],
    [
      'an option that is none',
      { options: { timoutMs: 5 } },
      'options.timoutMs is no option of k6-llm (did you mean timeoutMs?); docs/options.md lists them all',
    ],
    [
      'a variable that is none',
      { options: { LLM_TIMOUT: '5s' } },
      'options.LLM_TIMOUT is no option of k6-llm (did you mean LLM_TIMEOUT?)',
    ],
    [
      'an option out of its range',
      { scenarios: { fixed: { options: { users: 0 } } } },
      'scenarios.fixed.options.users is 0; accepted is a whole number from 1 to 100000',
    ],
    [
      'a variable without its unit',
      { options: { LLM_TIMEOUT: 60 } },
      'options.LLM_TIMEOUT is 60; accepted is a duration above 0 with its unit',
    ],
    ['an option without a value', { options: { users: '' } }, 'options.users is empty; accepted is a whole number'],
    ['a confidence of a coin', { confidence: 0.4 }, 'confidence is 0.4; accepted is a number of at least 0.5'],
    ['a confidence of certainty', { confidence: 1 }, 'confidence is 1; accepted is a number of at most 0.9999'],
    ['a budget of nothing', { budgetUsd: 0 }, 'budgetUsd is 0; accepted is a number from 0.000001 to 1000000'],
    ['a text for a yes', { rateLimitsFail: 'yes' }, 'rateLimitsFail is "yes"; accepted is true or false'],
    ['an empty path', { reports: { junit: '' } }, 'reports.junit is empty; accepted is a text'],
    [
      'an unknown report',
      { reports: { html: 'a.html' } },
      'reports.html is unknown; accepted is one of junit, markdown, json',
    ],
  ])('%s', (_, value, says) => {
    const message = wrong(value);
    expect(message).toContain(says);
    expect(message).not.toContain('\n');
    expect(message).not.toMatch(/sk-1|me:pw/);
  });
});

describe('what a policy wants of a scenario', () => {
  const policy = check({
    slos: ['failures < 1%'],
    scenarios: {
      spike: { slos: ['ttft.p95 < 1s'], stages: { surge: [{ slo: 'ttft.p95 < 2s', name: 'surge holds' }] } },
    },
  });

  it('is what it wants of all, of this one, and of its stages', () => {
    expect(objectivesOf(policy, 'spike').map(({ objective, name, stage }) => [objective.text, name, stage])).toEqual([
      ['failures < 1%', undefined, undefined],
      ['ttft.p95 < 1s', undefined, undefined],
      ['ttft.p95 < 2s', 'surge holds', 'surge'],
    ]);
  });

  it('is for another one what it wants of all', () => {
    expect(objectivesOf(policy, 'fixed').map(({ objective }) => objective.text)).toEqual(['failures < 1%']);
  });

  it('has goodput in milliseconds, and 429s in nothing unless asked', () => {
    expect(settingsOf(check({ goodput: { total: '1.5s' } }))).toEqual({
      rateLimitsFail: false,
      goodput: { timeToFirstTokenMs: undefined, timePerOutputTokenMs: undefined, totalMs: 1500 },
    });
  });
});
