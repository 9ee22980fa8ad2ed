import * as z from 'zod';

/* What `k6-llm cost --json` prints, for whoever reads it, and for the published docs/schema/cost.json. */

const count = z.int().min(0);
const usd = z.number().min(0);

const line = z.object({
  name: z.string(),
  exchanges: count.describe('Finished ones'),
  priced: count.describe('Of these, such whose cost is known'),
  refused: count.describe('Turned away unread, as by a 429: free of charge'),
  unpriced: count.describe('Of unknown cost'),
  costUsd: usd.describe('Of the priced ones'),
});

const place = z.object({ file: z.string(), line: count, why: z.string() });
const flaws = z.object({ count, first: z.array(place) });

export const costSchema = z.object({
  schema: z.literal(1).describe('Raised when a field is renamed, removed or changes its meaning'),
  files: z.array(z.string()),
  verdict: z.object({
    status: z.enum(['shown', 'passed', 'failed', 'undecided', 'unreadable']),
    exitCode: z.union([z.literal(0), z.literal(2), z.literal(3), z.literal(4)]),
    reason: z.string(),
  }),
  knownUsd: usd.describe('All money that is known, warm-up and interrupted requests included'),
  exact: z.boolean().describe('False: it is at least knownUsd, and missing says what is not in it'),
  limitUsd: usd.exactOptional(),
  missing: z.array(z.object({ what: z.string(), advice: z.string().exactOptional() })),
  finished: line,
  interrupted: z.object({
    count: count.describe('Started and never finished'),
    priced: count.describe('Of these, such that had told their usage'),
    costUsd: usd,
  }),
  byModel: z.array(line),
  byScenario: z.array(line),
  byStage: z.array(
    line.extend({
      scenario: z.string(),
      phase: z.enum(['warmup', 'measured']),
      window: count.exactOptional(),
      fromMs: z.number().describe("When its first request started, since the scenario's start"),
    }),
  ),
  byOutcome: z.array(line),
  wastedUsd: usd.describe('Spent on requests without a good answer'),
  warmupUsd: usd,
  perThousandRequestsUsd: usd.exactOptional().describe('Mean of the priced ones × 1,000'),
  perThousandAnswersUsd: usd.exactOptional().describe('All money over the good answers'),
  perMillionOutputTokensUsd: usd.exactOptional().describe('Their input included'),
  pricedAfterwards: count.describe('By --price or --list-prices'),
  lacking: z.object({ price: count, tokens: count }).describe('Why finished ones have no cost'),
  savings: z
    .array(
      z.object({
        model: z.string(),
        exchanges: count.describe('Those priced as it is known here: at its list price, or at --price'),
        costUsd: usd.describe('Of these'),
        halfOutputUsd: usd.describe('Had each half its output tokens'),
        smaller: z
          .array(z.object({ model: z.string(), costUsd: usd }))
          .describe('Had a smaller sister of the model taken and given as many tokens'),
        cacheSavedUsd: usd
          .exactOptional()
          .describe('Cached tokens × (price of input − price of cached input); already taken off costUsd'),
        cachedTokens: count,
      }),
    )
    .describe('What it would have cost otherwise, the dearest model first'),
  read: z.object({ lines: count, points: count, truncated: z.array(place), badRows: flaws, badLines: flaws }),
});
