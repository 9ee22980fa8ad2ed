import * as z from 'zod';
import { comparisonVersion } from '../../lib/analysis/comparison/comparison.ts';
import { type FigureName, figureNames } from '../../lib/analysis/comparison/figures.ts';

/*
 * What `k6-llm compare --json` writes, for the published docs/schema/comparison.json. A type-level test holds it equal
 * to lib/analysis/comparison/comparison.ts.
 */

const changeKind = z.enum(['ratio', 'points']).describe('ratio: 0.1 is 10 %; points: 0.02 is from 1 % to 3 %');

const comparedRun = z.object({
  run: z.string(),
  scenario: z.string(),
  model: z.string(),
  endedAt: z.string().describe('ISO 8601'),
  exchanges: z.number().min(0),
  unusable: z.array(z.string()).describe('Why it cannot be trusted; empty for one that can'),
});

const side = z.object({
  values: z.array(z.number()).describe('One a run, in the order of the runs'),
  median: z.number().exactOptional(),
});

const figure = z.object({
  name: z.enum(figureNames as [FigureName, ...FigureName[]]),
  gated: z.boolean().describe('Whether it takes part in the verdict'),
  unit: z
    .enum(['time', 'tokens/s', 'tokens', 'seconds', 'usd', 'share', 'exchanges', 'users'])
    .describe('time is milliseconds'),
  better: z.enum(['lower', 'higher']),
  status: z.enum([
    'regression',
    'improvement',
    'no evidence',
    'not enough runs',
    'not in all runs',
    'not measured',
    'shown',
  ]),
  because: z.string(),
  base: side,
  head: side,
  change: z
    .object({
      kind: changeKind,
      value: z.number(),
      lower: z.number().exactOptional().describe('Ends of the 95 % interval; absent with too few runs for one'),
      upper: z.number().exactOptional(),
    })
    .exactOptional(),
  p: z.number().min(0).max(1).exactOptional().describe('Two-sided, of the rank test over runs; of gated figures only'),
  pCorrected: z.number().min(0).max(1).exactOptional().describe('After Holm; at most 0.05 is significant'),
  runNoise: z.number().min(0).exactOptional().describe('Standard deviation from run to run, relative or in points'),
  power: z.number().min(0).max(1).exactOptional().describe('How often a change of the wished effect would be found'),
  runsNeeded: z.number().exactOptional().describe('Runs a side with which the power is 80 %'),
  effect: z.number().describe('The change that is to be found'),
});

export const comparisonSchema = z.object({
  schema: z.literal(comparisonVersion).describe('Raised when a field is renamed, removed or changes its meaning'),
  versions: z.object({ 'k6-llm': z.string() }),
  verdict: z.object({
    status: z.enum(['regression', 'improvement', 'no evidence', 'not enough runs', 'undecided', 'invalid']),
    exitCode: z.number(),
    reasons: z.array(z.string()),
  }),
  base: z.array(comparedRun),
  head: z.array(comparedRun),
  differences: z
    .array(
      z.object({
        what: z.string(),
        base: z.array(z.string()),
        head: z.array(z.string()),
        forbids: z.boolean().describe('The numbers would differ by this alone'),
      }),
    )
    .describe('What is not alike in all runs'),
  figures: z.array(figure),
});
