import { readFileSync } from 'node:fs';
import path from 'node:path';
import { calcPrice, findProvider } from '@pydantic/genai-prices';
import { describe, expect, it } from 'vitest';
import { costUsd } from '../../lib/cost/cost.ts';
import { findModel, modelIn } from '../../lib/cost/find-model.ts';
import { parsePriceTable } from '../../lib/cost/parse-price-table.ts';
import { priceAt } from '../../lib/cost/price-periods.ts';
import type { NameRule } from '../../lib/cost/price-table.ts';
import { root } from '../rules/source-files.ts';

const table = parsePriceTable(readFileSync(path.join(root, 'dist/lib/prices.json'), 'utf8'));
const folder = path.join(root, 'node_modules/@pydantic/genai-prices');
const at = Date.parse('2026-11-22T12:00:00Z');

/** What a rule compares with: names as people write them. */
function namesIn(rule: NameRule): string[] {
  if ('or' in rule) return rule.or.flatMap(namesIn);
  if ('and' in rule) return rule.and.flatMap(namesIn);
  return 'regex' in rule ? [] : Object.values(rule);
}

const names = table.providers.flatMap(({ id, models }) =>
  models.flatMap((model) =>
    [model.id, ...namesIn(model.match)].flatMap((name) => [
      [id, name] as const,
      [id, `${name}-20240806`.toUpperCase()] as const,
    ]),
  ),
);

describe('the price table', () => {
  it('has every provider of the package', () => {
    const source = readFileSync(path.join(folder, 'dist/index.js'), 'utf8');
    expect(source.match(/\bapi_pattern: "/g)).toHaveLength(table.providers.length);
  });

  it('says which version it is, and when that was published', () => {
    const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    expect(table.source).toBe(`@pydantic/genai-prices ${version}`);
    expect(table.date).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  it('has every model of every provider', () => {
    const count = table.providers.reduce(
      (sum, { id }) => sum + (findProvider({ providerId: id })?.models.length ?? 0),
      0,
    );
    expect(table.providers.reduce((sum, { models }) => sum + models.length, 0)).toBe(count);
    expect(count).toBeGreaterThan(1000);
  });
});

/** Usage as the package counts it, and as a protocol of ours does. */
const usages = [
  { theirs: { input_tokens: 1000, output_tokens: 500 }, ours: { input: 1000, output: 500 } },
  { theirs: { input_tokens: 300_000, output_tokens: 500 }, ours: { input: 300_000, output: 500 } },
  {
    theirs: {
      input_tokens: 1000,
      cache_read_tokens: 600,
      cache_write_tokens: 100,
      output_tokens: 500,
      output_reasoning_tokens: 200,
    },
    ours: { input: 1000, cached: 600, cacheWrite: 100, output: 500, reasoning: 200 },
  },
];

/** Undefined where the package knows no price per token of both directions: it then takes the missing one for free. */
function ourCost(model: ReturnType<typeof modelIn>, tokens: object, atMs: number): number | undefined {
  return model && costUsd(tokens, priceAt(model.prices, atMs));
}

describe('our prices against the package’s own arithmetic', () => {
  it('the same for every model that is priced by input and output tokens, cached and reasoning ones too', () => {
    let compared = 0;
    for (const [id, name] of names) {
      const provider = table.providers.find((row) => row.id === id);
      const model = provider && modelIn(provider, name.toLowerCase(), table.providers);
      for (const { theirs, ours } of usages) {
        const cost = ourCost(model, ours, at);
        if (cost === undefined) continue;
        const expected = calcPrice(theirs, name, { providerId: id, timestamp: new Date(at) });
        expect(cost, `${id} ${name}`).toBeCloseTo(expected?.total_price as number, 9);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(5000);
  });

  it.each([
    '2025-01-01T00:00:00Z',
    '2025-06-10T00:00:00Z',
    '2026-03-12T23:59:59Z',
    '2026-08-21T00:00:00Z',
    '2026-11-22T02:30:00Z',
    '2027-01-01T00:00:00Z',
  ])('the same for the models whose price depends on the time, at %s', (time) => {
    const changing = table.providers.flatMap(({ id, models }) =>
      models.filter(({ prices }) => Array.isArray(prices)).map((model) => [id, model] as const),
    );
    expect(changing.length).toBeGreaterThan(20);
    for (const [id, model] of changing) {
      const [{ theirs, ours }] = usages as [(typeof usages)[0]];
      const cost = ourCost(model, ours, Date.parse(time));
      if (cost === undefined) continue;
      const theirName = namesIn(model.match)[0] ?? model.id;
      const expected = calcPrice(theirs, theirName, { providerId: id, timestamp: new Date(time) });
      expect(cost, `${id} ${model.id}`).toBeCloseTo(expected?.total_price as number, 9);
    }
  });

  it('finds by name alone what the package finds by name alone', () => {
    let compared = 0;
    for (const [, name] of names) {
      const expected = calcPrice({ input_tokens: 1000, output_tokens: 500 }, name, { timestamp: new Date(at) });
      if (expected === null || name.includes('/')) continue;
      expect(findModel(table, { model: name })?.model.id, name).toBe(expected.model.id);
      compared++;
    }
    expect(compared).toBeGreaterThan(500);
  });
});

describe('which model a name means', () => {
  const found = (model: string, baseUrl?: string) => {
    const row = findModel(table, { model, baseUrl });
    return row && [row.provider.id, row.model.id, row.byHost];
  };

  it.each([
    ['gpt-4o', 'https://api.openai.com/v1', ['openai', 'gpt-4o', true]],
    ['gpt-4o-2024-08-06', 'https://api.openai.com/v1', ['openai', 'gpt-4o', true]],
    ['openai/gpt-4o', 'https://api.openai.com/v1', ['openai', 'gpt-4o', true]],
    ['openai/gpt-4o', 'https://openrouter.ai/api/v1', ['openrouter', 'openai/gpt-4o', true]],
    ['openai/gpt-4o', 'http://gateway.internal:4000/v1', ['openai', 'gpt-4o', false]],
    ['gemini/gemini-2.5-flash', 'http://gateway.internal:4000', ['google', 'gemini-2.5-flash', false]],
    [
      'models/gemini-2.5-flash',
      'https://generativelanguage.googleapis.com/v1beta',
      ['google', 'gemini-2.5-flash', true],
    ],
    ['claude-3-5-sonnet-20241022', undefined, ['anthropic', 'claude-3-5-sonnet', false]],
    ['gpt-4o', 'https://mine.openai.azure.com/openai/v1', ['azure', 'gpt-4o', true]],
    ['llama-3.1-8b-instant', 'https://api.groq.com/openai/v1', ['groq', 'llama-3.1-8b-instant', true]],
  ])('%s at %s', (model, baseUrl, expected) => expect(found(model, baseUrl)).toEqual(expected));

  it.each([
    ['my-own-deployment', 'https://mine.openai.azure.com/openai/v1'],
    ['meta-llama/Llama-3.1-8B-Instruct', 'http://127.0.0.1:8000/v1'],
    ['gpt-4o', 'https://api.anthropic.com/v1'],
    ['sim', 'http://127.0.0.1:8080/v1'],
    ['', undefined],
  ])('%s at %s: none', (model, baseUrl) => expect(found(model, baseUrl)).toBeUndefined());

  it('an API that no provider sells is a server of one’s own: its models have no list price', () => {
    const asked = { model: 'deepseek-r1:8b', baseUrl: 'http://127.0.0.1:11434' };
    expect(findModel(table, { ...asked, api: 'ollama' })).toBeUndefined();
    expect(findModel(table, { ...asked, api: 'openai' })?.provider.id).toBe('deepseek');
  });

  it('the API that is spoken decides last, where neither host nor name tells', () => {
    expect(findModel(table, { model: 'ada', api: 'openai' })?.provider.id).toBe('openai');
    expect(findModel(table, { model: 'ada' })).toBeUndefined();
  });
});
