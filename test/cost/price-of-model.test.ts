import { describe, expect, it } from 'vitest';
import { priceIn } from '../../lib/cost/price.ts';
import { type PriceQuery, priceOfModel } from '../../lib/cost/price-of-model.ts';
import { pricePeriods } from '../../lib/cost/price-periods.ts';
import type { PriceTable } from '../../lib/cost/price-table.ts';

const table: PriceTable = {
  source: 'prices 1.0.0',
  date: '2026-01-01',
  providers: [
    { id: 'openai', name: 'OpenAI', api: 'https://api\\.openai\\.com', models: [] },
    {
      id: 'acme',
      name: 'Acme',
      api: 'https://api\\.acme\\.com',
      owns: { starts_with: 'acme-' },
      models: [
        { id: 'acme-1', match: { equals: 'acme-1' }, prices: { input: 2, output: 10 } },
        { id: 'acme-ears', match: { equals: 'acme-ears' }, prices: {} },
        { id: 'acme-index', match: { equals: 'acme-index' }, prices: { input: 1 } },
      ],
    },
  ],
};

const query: PriceQuery = {
  model: 'acme-1',
  baseUrl: 'https://api.acme.com/v1',
  protocol: 'openai-chat',
  own: undefined,
  option: 'LLM_PRICE',
  startMs: 0,
  endMs: 1000,
};
const set = 'set LLM_PRICE=input/output in $ per million tokens';

describe('the price of a model', () => {
  it('is the list price, and says whose list and of when', () => {
    expect(priceOfModel(table, query)).toEqual({
      periods: [{ fromMs: 0, price: { input: 2, output: 10 } }],
      source: {
        kind: 'list',
        table: 'prices 1.0.0',
        date: '2026-01-01',
        provider: 'Acme',
        model: 'acme-1',
        byHost: true,
      },
    });
  });

  it('at another host is the list price by its name, and says so', () => {
    expect(priceOfModel(table, { ...query, baseUrl: 'http://gateway:4000' })).toMatchObject({
      source: { byHost: false },
    });
  });

  it('at an API that nobody sells is unknown', () => {
    expect(priceOfModel(table, { ...query, protocol: 'ollama', baseUrl: 'http://127.0.0.1:11434' })).toBe(
      `acme-1 has no list price; ${set}`,
    );
  });

  it('is what the user says it is, also where the list knows it, also without a list', () => {
    const own = { input: 1, output: 1 };
    const expected = { periods: [{ fromMs: 0, price: own }], source: { kind: 'option', option: 'LLM_PRICE' } };
    expect(priceOfModel(table, { ...query, own })).toEqual(expected);
    expect(priceOfModel(undefined, { ...query, own })).toEqual(expected);
    expect(priceOfModel(table, { ...query, own, extraBody: { service_tier: 'priority' } })).toEqual(expected);
  });

  it('is that of the model which the extra body names: it is merged in last', () => {
    expect(priceOfModel(table, { ...query, model: 'other', extraBody: { model: 'acme-1' } })).toMatchObject({
      source: { model: 'acme-1' },
    });
    expect(priceOfModel(table, { ...query, extraBody: { model: 'other' } })).toBe(`other has no list price; ${set}`);
  });

  it.each([
    ['a model that nobody lists', { model: 'other' }, `other has no list price; ${set}`],
    ['a model that is not priced by token', { model: 'acme-ears' }, `acme-ears has no list price; ${set}`],
    ['a model without a price of output', { model: 'acme-index' }, `acme-index has no list price; ${set}`],
    [
      'a tier that the list does not have',
      { extraBody: { service_tier: 'priority' } },
      `no list price holds for service_tier "priority" in LLM_EXTRA_BODY; ${set}`,
    ],
    [
      'several models of which one answers',
      { extraBody: { models: ['a', 'b'] } },
      `no list price holds for models in LLM_EXTRA_BODY; ${set}`,
    ],
    [
      'a search that is charged by the call',
      { extraBody: { tools: [{ type: 'web_search' }] } },
      `no list price holds for tools that the provider runs in LLM_EXTRA_BODY; ${set}`,
    ],
  ])('%s: unknown, with what to set', (_name, over, why) => {
    expect(priceOfModel(table, { ...query, ...over })).toBe(why);
  });

  it('without a table: unknown, with what to set', () => {
    expect(priceOfModel(undefined, query)).toBe(
      `no price table lies beside the script: copy dist/lib/prices.json there, or ${set}`,
    );
  });

  it.each([{ service_tier: 'auto' }, { tools: [{ type: 'function' }] }, { top_p: 0.9 }, { models: null }])(
    'holds with %j',
    (extraBody) => expect(priceOfModel(table, { ...query, extraBody })).toMatchObject({ source: { kind: 'list' } }),
  );
});

describe('prices that change during a run', () => {
  const hour = 3_600_000;
  const day = 24 * hour;
  const usual = { input: 1, output: 1 };
  const night = { input: 2, output: 2 };
  const later = { input: 3, output: 3 };

  it('one period where nothing changes', () => {
    expect(pricePeriods([{ price: usual }, { price: later, fromMs: 5 * day }], 0, day)).toEqual([
      { fromMs: 0, price: usual },
    ]);
  });

  it('a date within the run', () => {
    const periods = pricePeriods([{ price: usual }, { price: later, fromMs: 5 * hour }], 0, day);
    expect(periods).toEqual([
      { fromMs: 0, price: usual },
      { fromMs: 5 * hour, price: later },
    ]);
    expect([-1, 0, 5 * hour - 1, 5 * hour, 9 * day].map((atMs) => priceIn(periods, atMs))).toEqual([
      usual,
      usual,
      usual,
      later,
      later,
    ]);
  });

  it('hours of the day that pass midnight, day after day', () => {
    const daily = { startMs: 22 * hour, endMs: 2 * hour };
    expect(pricePeriods([{ price: usual }, { price: night, daily }], day, 3 * day)).toEqual([
      { fromMs: day, price: night },
      { fromMs: day + 2 * hour, price: usual },
      { fromMs: day + 22 * hour, price: night },
      { fromMs: 2 * day + 2 * hour, price: usual },
      { fromMs: 2 * day + 22 * hour, price: night },
    ]);
  });
});
