import * as z from 'zod';
import type { FigureName } from '../../lib/analysis/comparison/figures.ts';
import { figureNames } from '../../lib/analysis/comparison/figures.ts';

/*
 * The file that `k6-llm compare --save-baseline` writes: a few numbers a run, and under which conditions they came
 * about. Unknown fields pass: added fields do not raise the version.
 */

/** Raised when a field is renamed, removed or changes its meaning. */
export const baselineVersion = 1;

const figureName = z.enum(figureNames as [FigureName, ...FigureName[]]);

const figure = z.object({
  value: z.number().describe('Milliseconds, shares of 1, tokens per second or US dollars'),
  samples: z.number().min(0).describe('What it was taken from: answers of a percentile, requests of a share'),
});

const run = z.object({
  run: z.string().describe('Where it came from'),
  endedAt: z.string().describe('ISO 8601'),
  exchanges: z.number().min(0).describe('Exchanges of the measured phase that ended'),
  conditions: z.object({
    scenario: z.string(),
    protocol: z.string(),
    model: z.string(),
    baseUrl: z.string(),
    transport: z.string(),
    stream: z.boolean(),
    options: z.record(z.string(), z.string()).describe('Options in force by environment name'),
    versions: z.object({ 'k6-llm': z.string(), k6: z.string().exactOptional() }),
  }),
  unusable: z.array(z.string()).describe('Why its numbers are not to be trusted; empty in a baseline'),
  figures: z.partialRecord(figureName, figure).describe('What was not measured is absent, never 0'),
});

export const baselineSchema = z.object({
  schema: z.literal(baselineVersion),
  kind: z.literal('baseline'),
  versions: z.object({ 'k6-llm': z.string() }).describe('What wrote the file'),
  runs: z.array(run).min(1),
});

export type Baseline = z.infer<typeof baselineSchema>;
