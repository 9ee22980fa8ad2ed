import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokensFromAnthropic } from '../../lib/protocols/anthropic-usage.ts';

const tokens = (...usages: unknown[]) => tokensFromAnthropic(usages.map((usage) => JSON.stringify(usage)));
const begun = (usage: unknown) => ({ id: 'msg_1', usage });

describe('counts under one meaning', () => {
  it('input includes what was read from the cache and written to it', () => {
    const usage = { input_tokens: 10, cache_read_input_tokens: 80, cache_creation_input_tokens: 5, output_tokens: 7 };
    expect(tokens(usage)).toEqual({ input: 95, cached: 80, cacheWrite: 5, output: 7 });
  });

  it('thinking is part of the output and told apart', () => {
    const usage = { input_tokens: 10, output_tokens: 7, output_tokens_details: { thinking_tokens: 4 } };
    expect(tokens(usage)).toEqual({ input: 10, output: 7, reasoning: 4 });
  });
});

describe('the start and the end of a stream', () => {
  it('input from the start, output from the end', () => {
    expect(tokens(begun({ input_tokens: 25, output_tokens: 1 }), { output_tokens: 15 })).toEqual({
      input: 25,
      output: 15,
    });
  });

  it('the output of the start is no total: without an end it is unknown', () => {
    expect(tokens(begun({ input_tokens: 25, output_tokens: 4 }))).toEqual({ input: 25 });
  });

  it('the end says more than the start, a 0 says less', () => {
    const start = begun({ input_tokens: 0, cache_read_input_tokens: 100 });
    expect(tokens(start, { input_tokens: 30, cache_read_input_tokens: 0, output_tokens: 5 })).toEqual({
      input: 130,
      cached: 100,
      output: 5,
    });
  });
});

describe('what tells nothing', () => {
  it.each([
    [],
    [{}],
    [null],
    ['x'],
    [[1]],
    [{ input_tokens: 0, output_tokens: 0 }],
    [{ input_tokens: '25', output_tokens: -1 }],
    [begun(null)],
  ])('%j', (...usages) => {
    expect(tokens(...usages)).toBeUndefined();
  });

  it('cached tokens without the rest of the input: the whole is not known', () => {
    expect(tokens({ cache_read_input_tokens: 80, output_tokens: 7 })).toEqual({ cached: 80, output: 7 });
  });

  it('more thinking than output: the whole is kept, the part is not', () => {
    const usage = { input_tokens: 10, output_tokens: 7, output_tokens_details: { thinking_tokens: 9 } };
    expect(tokens(usage)).toEqual({ input: 10, output: 7 });
  });

  it('no usage at all makes it throw or count below 0', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.json()), { maxLength: 2 }), (raw) => {
        for (const count of Object.values(tokensFromAnthropic(raw) ?? {})) expect(count).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
