import * as z from 'zod';
import { gateReportVersion } from '../../lib/analysis/gate/gate-report.ts';

/*
 * What `k6-llm gate --json` writes, for the published docs/schema/gate.json. A type-level test holds it equal to
 * lib/analysis/gate/gate-report.ts.
 */

const count = z.number().min(0);

const verdict = z.object({
  status: z.enum(['passed', 'failed', 'undecided', 'invalid', 'interrupted', 'budget', 'refused', 'not begun']),
  exitCode: z.number().describe('docs/exit-codes.md'),
  reasons: z.array(z.string()),
});

const sloStatus = z.enum(['passed', 'failed', 'undecided', 'not measured']);

const run = z.object({
  name: z.string().describe('As the user named it'),
  started: count.describe('Exchanges of the measured phase'),
  finished: count,
  standing: verdict.describe('What the run is worth, whatever its promises say: passed where it can be trusted'),
  notes: z.array(z.string()).describe('What to know of it although it counts'),
});

const objective = z.object({
  name: z.string(),
  expression: z.string().describe('As it was written'),
  stage: z.string().exactOptional(),
  status: sloStatus,
  wanted: z.string().describe('In words, with units'),
  was: z.string().exactOptional().describe('In words; absent where there is no value to trust'),
  reason: z.string().exactOptional().describe('Why it is undecided or not measured, or which run broke it'),
  unit: z
    .enum(['time', 'tokens/s', 'tokens', 'seconds', 'usd', 'share', 'exchanges', 'users'])
    .exactOptional()
    .describe('time is milliseconds'),
  limit: z.number().exactOptional(),
  actual: z.number().exactOptional(),
  lower: z.number().exactOptional().describe('The truth lies below it with at most 1 − confidence'),
  upper: z.number().exactOptional().describe('The truth lies above it with at most 1 − confidence'),
  samples: count.exactOptional(),
  needed: count.exactOptional().describe('Samples that would decide it, were everything to stay as it is'),
  runs: z
    .array(z.object({ name: z.string(), status: sloStatus, was: z.string().exactOptional() }))
    .exactOptional()
    .describe('Where there are several runs: each by itself'),
});

export const gateSchema = z.object({
  schema: z.literal(gateReportVersion).describe('Raised when a field is renamed, removed or changes its meaning'),
  versions: z.object({ 'k6-llm': z.string() }),
  policy: z.string().exactOptional().describe('Its file; absent where the runs were held to their own promises'),
  confidence: z.number().exactOptional().describe('Of each end of an interval'),
  verdict,
  scenarios: z.array(z.object({ scenario: z.string(), runs: z.array(run), objectives: z.array(objective) })),
});
