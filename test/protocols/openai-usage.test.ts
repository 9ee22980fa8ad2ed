import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokensFromOpenai } from '../../lib/protocols/openai-usage.ts';

const tokens = (...usages: unknown[]) => tokensFromOpenai(usages.map((usage) => JSON.stringify(usage)));

describe('counts under one meaning', () => {
  it('input includes cached, output includes reasoning', () => {
    const usage = {
      prompt_tokens: 100,
      completion_tokens: 50,
      total_tokens: 150,
      prompt_tokens_details: { cached_tokens: 80, cache_write_tokens: 10 },
      completion_tokens_details: { reasoning_tokens: 30 },
      cost: 0.25,
    };
    expect(tokens(usage)).toEqual({ input: 100, output: 50, cached: 80, cacheWrite: 10, reasoning: 30, costUsd: 0.25 });
  });

  it("DeepSeek's cached tokens have a key of their own", () => {
    expect(tokens({ prompt_tokens: 10, completion_tokens: 5, prompt_cache_hit_tokens: 8 })).toMatchObject({
      cached: 8,
    });
  });

  it("reasoning that only the total holds (xAI's way) is put into the output", () => {
    const usage = {
      prompt_tokens: 10,
      completion_tokens: 5,
      total_tokens: 45,
      completion_tokens_details: { reasoning_tokens: 30 },
    };
    expect(tokens(usage)).toEqual({ input: 10, output: 35, reasoning: 30 });
  });

  it('a told 0 is a count: nothing cached, no reasoning, free of charge', () => {
    const usage = {
      prompt_tokens: 10,
      completion_tokens: 5,
      prompt_tokens_details: { cached_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 0 },
      cost: 0,
    };
    expect(tokens(usage)).toEqual({ input: 10, output: 5, cached: 0, reasoning: 0, costUsd: 0 });
  });
});

describe('the Responses API', () => {
  it('has other names for the same', () => {
    const usage = {
      input_tokens: 100,
      input_tokens_details: { cached_tokens: 80, cache_write_tokens: 10 },
      output_tokens: 50,
      output_tokens_details: { reasoning_tokens: 30 },
      total_tokens: 150,
    };
    expect(tokens(usage)).toEqual({ input: 100, output: 50, cached: 80, cacheWrite: 10, reasoning: 30 });
  });

  it('reasoning that only the total holds is put into the output there too', () => {
    const usage = { input_tokens: 10, output_tokens: 5, total_tokens: 45 };
    expect(tokens({ ...usage, output_tokens_details: { reasoning_tokens: 30 } })?.output).toBe(35);
  });
});

describe('OpenRouter with a key of one’s own', () => {
  const usage = { prompt_tokens: 10, completion_tokens: 5, cost: 0.25, is_byok: true };

  it('costs its fee and what the provider behind it takes', () => {
    expect(tokens({ ...usage, cost_details: { upstream_inference_cost: 4.75 } })?.costUsd).toBe(5);
  });

  it('costs nobody knows how much where the provider’s part is not told', () => {
    expect(tokens({ ...usage, cost_details: { upstream_inference_cost: null } })).not.toHaveProperty('costUsd');
    expect(tokens(usage)).not.toHaveProperty('costUsd');
  });

  it('with OpenRouter’s key the upstream cost is part of the cost', () => {
    const theirs = { ...usage, is_byok: false, cost_details: { upstream_inference_cost: 0.25 } };
    expect(tokens(theirs)?.costUsd).toBe(0.25);
  });
});

describe('what tells nothing is absent', () => {
  it.each([
    ['no usage', []],
    ['an empty object', [{}]],
    ['zeros alone', [{ prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 }]],
    ['null', [null]],
    ['a number', [7]],
    ['a list', [[{ prompt_tokens: 5 }]]],
    ['texts', [{ prompt_tokens: '10', completion_tokens: 'Infinity' }]],
    ['negative counts', [{ prompt_tokens: -1, completion_tokens: -5 }]],
    ['halves', [{ prompt_tokens: 1.5, completion_tokens: 0.5 }]],
    ['counts beyond all counting', [{ prompt_tokens: 1e300 }]],
    ['details of the wrong type', [{ prompt_tokens_details: 'x', completion_tokens_details: [1] }]],
  ])('%s', (_name, usages) => expect(tokens(...usages)).toBeUndefined());

  it('one wrong count does not take the others along', () => {
    expect(tokens({ prompt_tokens: 10, completion_tokens: '5', cost: -1 })).toEqual({ input: 10 });
  });

  it('text that is no JSON', () => expect(tokensFromOpenai(['{"prompt_tokens": 1', ''])).toBeUndefined());
});

describe('first and last usage of a stream', () => {
  it('the last wins', () => {
    expect(tokens({ prompt_tokens: 10, completion_tokens: 1 }, { prompt_tokens: 10, completion_tokens: 50 })).toEqual({
      input: 10,
      output: 50,
    });
  });

  it('the last wins where it contradicts', () => {
    expect(tokens({ prompt_tokens: 10, completion_tokens: 90 }, { prompt_tokens: 12, completion_tokens: 50 })).toEqual({
      input: 12,
      output: 50,
    });
  });

  it('zeros on the last take nothing away from the first', () => {
    expect(tokens({ prompt_tokens: 10, completion_tokens: 50 }, { prompt_tokens: 0, completion_tokens: 0 })).toEqual({
      input: 10,
      output: 50,
    });
  });

  it('what only one of them tells is kept', () => {
    expect(tokens({ prompt_tokens: 10 }, { completion_tokens: 5, cost: 0.1 })).toEqual({
      input: 10,
      output: 5,
      costUsd: 0.1,
    });
  });
});

it('any JSON gives whole counts from 0 or nothing, and never throws', () => {
  const field = fc.oneof(fc.jsonValue(), fc.double(), fc.integer());
  const usage = fc.record(
    { prompt_tokens: field, completion_tokens: field, completion_tokens_details: field },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(usage, usage, (first, last) => {
      const { costUsd: _cost, ...counts } = tokens(first, last) ?? {};
      for (const count of Object.values(counts)) expect(Number.isSafeInteger(count) && count >= 0).toBe(true);
    }),
  );
});
