import * as z from 'zod';
import { analysisNames } from '../../lib/analysis/registry.ts';
import { stopReasons } from '../../lib/analysis/stop-reason.ts';
import { outcomes } from '../../lib/measure/measurement.ts';
import { type MetricName, metricNames } from '../../lib/metrics/table.ts';
import { reportVersion } from '../../lib/report/report.ts';

/*
 * summary.json, for whoever reads one that this version did not write, and for the published
 * docs/schema/summary.json. A type-level test holds it equal to lib/report/report.ts. Unknown fields pass: added fields
 * do not raise the version.
 */

const metricName = z.enum(metricNames as [MetricName, ...MetricName[]]);
const share = z.number().min(0).max(1);
const count = z.number().min(0);

const percentile = z.object({
  value: z.number().exactOptional().describe('Absent without enough samples'),
  samples: count,
  enough: z.boolean().describe('As many samples as this percentile needs at 99 % confidence'),
});

const metricSummary = z.object({
  kind: z.enum(['trend', 'counter', 'rate', 'gauge']),
  unit: z
    .enum(['time', 'tokens/s', 'tokens', 'seconds', 'usd', 'share', 'exchanges', 'users'])
    .describe('time is milliseconds'),
  better: z.enum(['lower', 'higher', 'neither']),
  count: count.describe('Samples of a trend, calls of a rate; for a counter its sum'),
  avg: z.number().exactOptional(),
  min: z.number().exactOptional(),
  max: z.number().exactOptional(),
  percentiles: z.record(z.string(), percentile).exactOptional().describe('Keys are p50, p90, p95, p99, p99.9'),
  rate: share.exactOptional(),
});

const windowPercentiles = z.object({ p50: percentile, p95: percentile });

const windowSummary = z.object({
  index: z.number(),
  startMs: z.number().describe("Since the load's start"),
  endMs: z.number(),
  name: z.string().exactOptional().describe('What part of the plan it is, where parts have names'),
  requestsPerSecond: z.number().exactOptional().describe('Open model: mean offered load'),
  users: z.number().exactOptional().describe('Closed model: users at work'),
  started: count,
  failureRate: share.exactOptional().describe('Failed ÷ judged; absent when nothing was judged'),
  timeToFirstToken: windowPercentiles,
  totalGenerationTime: windowPercentiles,
  short: z.boolean().describe('More than 1 % of the offered load was not sent'),
});

const sloResult = z.object({
  name: z.string(),
  metric: z.string(),
  expression: z.string(),
  status: z.enum(['passed', 'failed', 'undecided', 'not measured']),
  actual: z.number().exactOptional().describe('Absent where there is no value to trust'),
  reason: z.string().exactOptional().describe('Why it is undecided or not measured'),
});

const healthVerdict = z.object({
  about: z.string(),
  level: z.enum(['healthy', 'warning', 'critical', 'undecided']),
  rule: z.string().describe('The rule that led to the level, with the numbers in it'),
});

const finding = z.object({
  name: z.string().describe('The analysis'),
  level: z.enum(['good', 'warning', 'bad', 'undecided', 'info']),
  says: z.string().describe('The answer in one sentence'),
  also: z.array(z.string()).describe('What else was seen; absent where the answer is all').exactOptional(),
  because: z.array(z.string()).describe('The rule that led to it, and what it lacks where it is undecided'),
  table: z.object({ head: z.array(z.string()), rows: z.array(z.array(z.string())) }).exactOptional(),
  values: z.record(z.string(), z.number()).describe('The same as numbers, by name with unit'),
});

const price = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('option'), option: z.string() }),
  z.object({
    kind: z.literal('list'),
    table: z.string().describe('The package that it is from, with its version'),
    date: z.string(),
    provider: z.string(),
    model: z.string(),
    byHost: z.boolean().describe("False where only the model's name tells the provider"),
  }),
]);

const usd = z.number().describe('US dollars');

const cost = z.object({
  usd: usd
    .exactOptional()
    .describe('US dollars without warm-up, of the answers whose cost is known; absent when unknown'),
  answers: count.describe('Answers (status 2xx)'),
  priced: count.describe('Those of them whose cost is known'),
  price: price.exactOptional().describe("Where the model's price is from"),
  unknown: z.string().exactOptional().describe('Why no price is known, and what to set'),
  savedByCachesUsd: usd.exactOptional().describe('Cached tokens × (price of input − price of cached input)'),
});

const budget = z.object({
  ceilingUsd: usd,
  spentUsd: usd.describe('By the usage of the answers; warm-up too'),
  unsettledUsd: usd.describe('Taken as spent since nobody told the cost'),
  refused: count.describe('Requests that were not sent, for they might have passed the ceiling'),
  reservedThenUsd: usd.describe('Reserved for requests in flight when the first one was refused'),
  dearer: count.describe('Exchanges that cost more than their request allowed'),
  dearerByUsd: usd,
  planDone: share.exactOptional().describe('Part of the plan that was carried out'),
  soft: z.boolean().describe('Looked at every 2 s, and passed by what is in flight'),
  mostInFlight: count.exactOptional().describe('Of a soft ceiling'),
});

export const summarySchema = z.object({
  schema: z.literal(reportVersion).describe('Raised when a field is renamed, removed or changes its meaning'),
  versions: z.object({ 'k6-llm': z.string(), k6: z.string().exactOptional() }),
  scenario: z.string(),
  about: z.string().describe('What was offered, in one line'),
  endedAt: z.string().describe('ISO 8601'),
  durationMs: count,
  target: z.object({
    protocol: z.string(),
    baseUrl: z.string(),
    model: z.string(),
    transport: z.string(),
    stream: z.boolean(),
  }),
  options: z.record(z.string(), z.string()).describe('Options in force by environment name; secrets are left out'),
  counts: z.object({
    started: count.describe('Exchanges of the measured phase'),
    finished: count,
    warmup: count,
    dropped: count.describe('Planned arrivals that no virtual user was free to send'),
  }),
  outcomes: z
    .partialRecord(z.enum(outcomes), count)
    .describe('Finished exchanges of the measured phase; only what occurred'),
  metrics: z.partialRecord(metricName, metricSummary),
  cost: cost.describe('What the measured exchanges cost'),
  budget: budget.exactOptional().describe('Only where LLM_BUDGET_USD is set'),
  windows: z.array(windowSummary),
  slos: z.array(sloResult),
  health: z.array(healthVerdict),
  validity: z.object({
    status: z.enum(['valid', 'warned', 'undecidable', 'invalid']),
    reasons: z.array(z.string()),
  }),
  findings: z.array(finding).describe("What the scenario's own analyses found out"),
  analyses: z.array(z.enum(analysisNames)).exactOptional().describe('Their names; absent where there are none'),
  stopped: z.enum(stopReasons).exactOptional().describe('Why it ended itself before its plan'),
  interrupted: z.boolean(),
  notMeasured: z.array(metricName).describe('What this transport or this endpoint did not give'),
  verdict: z.object({
    status: z.enum(['passed', 'failed', 'undecided', 'invalid', 'interrupted', 'budget', 'refused', 'not begun']),
    exitCode: z.number(),
    reasons: z.array(z.string()),
  }),
});
