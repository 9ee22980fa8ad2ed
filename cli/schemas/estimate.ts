import * as z from 'zod';

const bounds = z.strictObject({ low: z.number(), expected: z.number(), worst: z.number() });

const rate = z.union([
  z.number(),
  z.strictObject({ base: z.number(), tiers: z.array(z.strictObject({ start: z.number(), rate: z.number() })) }),
]);

const source = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('option'), option: z.string() }),
  z.strictObject({
    kind: z.literal('list'),
    table: z.string(),
    date: z.string(),
    provider: z.string(),
    model: z.string(),
    byHost: z.boolean(),
  }),
]);

const price = z.strictObject({
  input: rate.optional(),
  output: rate.optional(),
  cacheRead: rate.optional(),
  cacheWrite: rate.optional(),
  cacheWriteHour: rate.optional(),
  reasoning: rate.optional(),
  requestUsd: z.number().optional(),
});

/** What `k6-llm estimate --json` prints. Sums are of the whole plan; costs in US dollars. */
export const estimateSchema = z.strictObject({
  schema: z.literal(1),
  scenario: z.string().optional(),
  about: z.string(),
  requests: bounds,
  inputTokens: bounds,
  outputTokens: bounds,
  models: z.array(
    z.union([
      z.strictObject({
        model: z.string(),
        costUsd: bounds,
        price: z.strictObject({ perMillionTokens: price, source }),
      }),
      z.strictObject({ model: z.string(), unknown: z.string() }),
    ]),
  ),
  savings: z.strictObject({
    ofModel: z.string(),
    if: z.array(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('model'), model: z.string(), costUsd: bounds }),
        z.strictObject({ kind: z.literal('output'), maxTokens: z.number(), costUsd: bounds }),
        z.strictObject({ kind: z.literal('cache'), savedUsd: z.number() }),
      ]),
    ),
  }),
  budget: z
    .strictObject({
      usd: z.number(),
      model: z.string(),
      share: z.strictObject({ expected: z.number(), worst: z.number() }),
    })
    .optional(),
  assumptions: z.record(z.string(), z.string()),
});
