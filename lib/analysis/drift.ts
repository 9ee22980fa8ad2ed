import type { Row } from '../measure/row.ts';
import type { Finding } from './finding.ts';
import { known, spellShare } from './spell.ts';
import { cochranArmitage } from './statistics/cochran-armitage.ts';
import { leastSquares } from './statistics/least-squares.ts';
import { quantile } from './statistics/quantile.ts';
import { timeBlocks } from './time-blocks.ts';
import type { LatencyName } from './window-latency.ts';
import { latencyWords } from './window-latency.ts';

const name = 'drift';
const nameOfFailures = 'drift of failures';

const rules = {
  leastBlocks: 6,
  mostBlocks: 12,
  leastAnswers: 30,
  /** A p95's own sample floor: with as many in each block, more blocks are better than larger ones. */
  wishedAnswers: 130,
  /** Less than this over the run is no drift that anybody would act on. */
  matters: 0.1,
  /** One more failure in a hundred over the run. */
  failuresMatter: 0.01,
} as const;

const hourMs = 3_600_000;

/** Does a constant load get slower, or fail more, as time goes by? One finding for the p95, one for failures. */
export function drift(rows: Row[], metric: LatencyName = 'total'): Finding[] {
  const measured = rows.filter(({ phase, outcome }) => phase === 'measured' && outcome !== 'rate_limited');
  const answers = measured.filter(({ outcome }) => outcome === 'ok').length;
  const count = Math.min(rules.mostBlocks, Math.max(rules.leastBlocks, Math.floor(answers / rules.wishedAnswers)));
  const blocks = timeBlocks(measured, count, metric);
  const usable = blocks.filter(({ latencyMs }) => latencyMs.length >= rules.leastAnswers);
  const rule = `${count} blocks of time, straight line through their p95s, Student's 95 % interval of its slope; drift matters from ${rules.matters * 100} % over the run`;
  return [slopeOfLatency(usable, metric, rule), slopeOfFailures(blocks)];
}

type Block = ReturnType<typeof timeBlocks>[number];

function slopeOfLatency(blocks: Block[], metric: LatencyName, rule: string): Finding {
  const hours = blocks.map(({ middleMs }) => middleMs / hourMs);
  const p95s = blocks.map(({ latencyMs }) => quantile(latencyMs, 0.95));
  const line = blocks.length >= rules.leastBlocks ? leastSquares(hours, p95s) : undefined;
  if (line === undefined) {
    const lacks = `${blocks.length} blocks of time with ${rules.leastAnswers} answers, ${rules.leastBlocks} are needed`;
    return { name, level: 'undecided', says: `Drift is undecided: ${lacks}.`, because: [rule, lacks], values: {} };
  }
  const run = (hours[hours.length - 1] as number) - (hours[0] as number);
  const start = line.intercept + line.slope * (hours[0] as number);
  const part = (slope: number): number => (slope * run) / start;
  const [slope, lower, upper] = [line.slope, line.lower, line.upper].map(spellSlope);
  const about = `p95 of ${latencyWords[metric]}`;
  const over = `${spellShare(Math.abs(part(line.slope)))} over the run`;
  const [level, says]: [Finding['level'], string] =
    line.lower > 0 && part(line.slope) >= rules.matters
      ? ['bad', `The ${about} drifts up by ${slope} ms per hour (${lower} to ${upper}), ${over}.`]
      : part(line.upper) < rules.matters
        ? ['good', `The ${about} does not drift up: ${slope} ms per hour (${lower} to ${upper}).`]
        : ['undecided', `Drift of the ${about} is undecided: ${slope} ms per hour (${lower} to ${upper}).`];
  return {
    name,
    level,
    says,
    because: [rule],
    values: known({
      slope_ms_per_hour: line.slope,
      slope_ms_per_hour_lower: line.lower,
      slope_ms_per_hour_upper: line.upper,
      rise_over_run: part(line.slope),
      blocks: blocks.length,
    }),
  };
}

function slopeOfFailures(blocks: Block[]): Finding {
  const judged = blocks.filter(({ exchanges }) => exchanges > 0);
  const total = judged.reduce((sum, { exchanges }) => sum + exchanges, 0);
  const failed = judged.reduce((sum, block) => sum + block.failed, 0);
  // One-sided 2.5 %, so that this and the slope of the p95 together raise one false alarm in twenty at most.
  const rule =
    'failures rise: Cochran–Armitage test for trend over the blocks of time, one-sided, 2.5 %; they do not: ' +
    `the slope's 95 % interval stays below ${spellShare(rules.failuresMatter)} more over the run`;
  if (judged.length < rules.leastBlocks || total < rules.leastAnswers * rules.leastBlocks) {
    const lacks = `${total} exchanges, ${rules.leastAnswers * rules.leastBlocks} are needed`;
    const says = `Drift of failures is undecided: ${lacks}.`;
    return { name: nameOfFailures, level: 'undecided', says, because: [rule, lacks], values: {} };
  }
  const hours = judged.map(({ middleMs }) => middleMs / hourMs);
  const line = leastSquares(
    hours,
    judged.map((block) => block.failed / block.exchanges),
  );
  const test = cochranArmitage(
    judged.map((block, i) => ({ score: hours[i] as number, hits: block.failed, n: block.exchanges })),
  );
  const rises = test !== undefined && test.p <= 0.025;
  const run = (hours[hours.length - 1] as number) - (hours[0] as number);
  const most = (line?.upper ?? Number.POSITIVE_INFINITY) * run;
  const points = (share: number | undefined): string => spellSlope((share ?? 0) * 100);
  return {
    name: nameOfFailures,
    level: rises ? 'bad' : most < rules.failuresMatter ? 'good' : 'undecided',
    says: rises
      ? `Failures drift up by ${points(line?.slope)} percentage points per hour (${points(line?.lower)} to ${points(line?.upper)}).`
      : failed === 0
        ? `None of ${total} exchanges failed.`
        : `${most < rules.failuresMatter ? 'Failures do not drift up' : 'Drift of failures is undecided'}: ${failed} of ${total}, ${points(line?.slope)} percentage points per hour (${points(line?.lower)} to ${points(line?.upper)}).`,
    because: [test === undefined ? rule : `${rule}; p = ${test.p < 0.001 ? 'below 0.001' : test.p.toFixed(3)}`],
    values: known({
      failure_slope_per_hour: line?.slope,
      failure_slope_per_hour_lower: line?.lower,
      failure_slope_per_hour_upper: line?.upper,
      p: test?.p,
    }),
  };
}

function spellSlope(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(2)));
}
