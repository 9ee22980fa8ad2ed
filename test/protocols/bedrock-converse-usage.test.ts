import { expect, it } from 'vitest';
import { tokensFromBedrock } from '../../lib/protocols/bedrock-converse-usage.ts';

const tokens = (...usages: unknown[]) => tokensFromBedrock(usages.map((usage) => JSON.stringify(usage)));

it('input and output', () => {
  expect(tokens({ inputTokens: 25, outputTokens: 15, totalTokens: 40 })).toEqual({ input: 25, output: 15 });
});

it('what the cache was read and written for is added to the input, as AWS documents it', () => {
  const usage = { inputTokens: 10, outputTokens: 8, cacheReadInputTokens: 1000, cacheWriteInputTokens: 200 };
  expect(tokens(usage)).toEqual({ input: 1210, output: 8, cached: 1000, cacheWrite: 200 });
  expect(tokens({ ...usage, totalTokens: 1218 })).toMatchObject({ input: 1210 });
});

it('unless the total is input and output alone: then it was within the input', () => {
  const usage = { inputTokens: 1210, outputTokens: 8, totalTokens: 1218, cacheReadInputTokens: 1000 };
  expect(tokens(usage)).toEqual({ input: 1210, output: 8, cached: 1000 });
});

it('a total of input and output is no such proof where less came in than the cache was read for', () => {
  const usage = { inputTokens: 10, outputTokens: 8, totalTokens: 18, cacheReadInputTokens: 1000 };
  expect(tokens(usage)).toEqual({ input: 1010, output: 8, cached: 1000 });
});

it.each([[[]], [[{}]], [[null]], [[{ inputTokens: 0, outputTokens: 0 }]], [[{ inputTokens: '7', outputTokens: 1.5 }]]])(
  '%j tells nothing',
  (usages) => {
    expect(tokens(...usages)).toBeUndefined();
  },
);
