import type { Finding } from './finding.ts';
import { saturationRule, type WindowEvidence, type WindowJudgement, windowJudge } from './judge-window.ts';
import { formatLoad, type LoadWords, loadOf, loadWords, risingWindows } from './rising-windows.ts';
import { known, spellRatio, spellRatioRange, spellShare } from './spell.ts';
import { proportionBounds } from './statistics/proportion.ts';
import { viewOf } from './statistics/sample-view.ts';
import { type LatencyName, latencyOf, latencyWords } from './window-latency.ts';
import type { WindowSamples } from './window-samples.ts';

export interface SaturationOptions {
  seed: number;
  /** What saturation is told from; the other latency stands beside it. @default 'total' */
  metric?: LatencyName | undefined;
}

interface Judged {
  samples: WindowSamples;
  judgement: WindowJudgement;
}

const name = 'saturation';

/** Where it begins to hurt: the first window of the rising load that breaks the rule against the first one. */
export function saturation(windows: WindowSamples[], { seed, metric = 'total' }: SaturationOptions): Finding {
  const rising = risingWindows(windows);
  const rule = [
    `saturated: p95 of ${latencyWords[metric]} above ${saturationRule.ratio} × the first window's, or failures above ` +
      `${spellShare(saturationRule.failureShare)}, each by a one-sided 95 % bound from ${saturationRule.leastExchanges} exchanges a window`,
    ...(rising.length < windows.length
      ? [`windows of falling load take no part: ${windows.length - rising.length}`]
      : []),
  ];
  if (rising.length < 2) {
    const lacks = `windows of rising load: ${rising.length}, at least 2 are needed`;
    return {
      name,
      level: 'undecided',
      says: `Saturation is undecided: ${lacks}.`,
      because: [...rule, lacks],
      values: {},
    };
  }
  const judged = judgeAll(rising, metric, seed);
  const words = loadWords(rising.map(({ window }) => window));
  const other: LatencyName = metric === 'total' ? 'firstToken' : 'total';
  const beside = rising.some((samples) => latencyOf(samples, other).length > 0)
    ? judgeAll(rising, other, seed)
    : undefined;
  const answer = judged.some(isAbove) ? found(judged, words, metric) : notFound(judged, metric);
  const besideAt = beside?.find(({ judgement }) => judgement.latency === 'above');
  return {
    name,
    ...answer,
    because: [
      ...rule,
      ...answer.because,
      ...(besideAt
        ? [
            `the p95 of ${latencyWords[other]} is above ${saturationRule.ratio} × from ${formatLoad(besideAt.samples.window)} on`,
          ]
        : []),
    ],
    table: tableOf(judged, beside, metric, other),
    values: {
      ...answer.values,
      ...known({
        windows: rising.length,
        [`${other === 'total' ? 'total' : 'first_token'}_saturation_${words.key}`]:
          besideAt && loadOf(besideAt.samples.window),
      }),
    },
  };
}

function judgeAll(windows: WindowSamples[], metric: LatencyName, seed: number): Judged[] {
  const evidence = windows.map((samples): WindowEvidence => {
    const { judged, failed } = samples;
    return { latency: viewOf(latencyOf(samples, metric)), judged, failed };
  });
  const judge = windowJudge(evidence[0] as WindowEvidence, seed);
  return windows.map((samples, i) => ({ samples, judgement: judge(evidence[i] as WindowEvidence) }));
}

const isAbove = ({ judgement }: Judged): boolean => judgement.latency === 'above' || judgement.failures === 'above';

const latencyMayBeAbove = ({ judgement }: Judged): boolean => judgement.latency !== 'below';

/** A window of a hundred exchanges cannot exclude 1 % by itself; what it saw can still be above it. */
const failuresSeemAbove = ({ judgement }: Judged): boolean =>
  judgement.failures === 'above' || (judgement.failureShare?.value ?? 0) > saturationRule.failureShare;

type Answer = Pick<Finding, 'level' | 'says' | 'because' | 'values'>;

function found(judged: Judged[], words: LoadWords, metric: LatencyName): Answer {
  const index = judged.findIndex(isAbove);
  const at = judged[index] as Judged;
  const { latency, failures, ratio, failureShare } = at.judgement;
  const reasons = [
    ...(latency === 'above' && ratio
      ? [
          `its p95 of ${latencyWords[metric]} is ${spellRatio(ratio.value)} the first window's (at least ${spellRatio(ratio.lower)})`,
        ]
      : []),
    ...(failures === 'above' && failureShare
      ? [`${spellShare(failureShare.value)} of its requests failed (at least ${spellShare(failureShare.lower)})`]
      : []),
  ];
  const load = formatLoad(at.samples.window);
  const doubt = judged.slice(0, index).findIndex((one) => latencyMayBeAbove(one) || failuresSeemAbove(one));
  const from = doubt >= 0 ? (judged[doubt] as Judged) : undefined;
  const well = judged[(doubt >= 0 ? doubt : index) - 1];
  const later = judged.slice(index + 1);
  const laterLatency = later.find(({ judgement }) => judgement.latency === 'above');
  const laterFailures = later.find(({ judgement }) => judgement.failures === 'above');
  const better = later.filter((one) => !latencyMayBeAbove(one) && !failuresSeemAbove(one));
  return {
    level: 'warning',
    says: `Saturated at ${load}: ${reasons.join(', and ')}.`,
    because: [
      ...(from ? [`it may have begun at ${formatLoad(from.samples.window)}: undecided from there to ${load}`] : []),
      ...(latency !== 'above' && laterLatency
        ? [`failures came first, latency at ${formatLoad(laterLatency.samples.window)}`]
        : []),
      ...(failures !== 'above' && laterFailures
        ? [`latency came first, failures at ${formatLoad(laterFailures.samples.window)}`]
        : []),
      ...(better.length > 0
        ? [`later windows are within the limits again (${better.length}): it may have been a passing trouble`]
        : []),
    ],
    values: known({
      [`saturation_${words.key}`]: loadOf(at.samples.window),
      [`possible_from_${words.key}`]: from && loadOf(from.samples.window),
      [`holds_up_to_${words.key}`]: well && loadOf(well.samples.window),
      saturation_window: at.samples.window.index,
      p95_ratio: ratio?.value,
      p95_ratio_lower: ratio?.lower,
      failure_share: failureShare?.value,
    }),
  };
}

function notFound(judged: Judged[], metric: LatencyName): Answer {
  const open = judged.filter(latencyMayBeAbove);
  const failing = judged.filter(failuresSeemAbove);
  const total = judged.reduce((sum, { samples }) => sum + samples.judged, 0);
  const failed = judged.reduce((sum, { samples }) => sum + samples.failed, 0);
  const { upper } = proportionBounds(failed, total);
  const last = judged[judged.length - 1] as Judged;
  const together = `failures: ${failed} of ${total} over these windows, at most ${spellShare(upper)}`;
  const worst = Math.max(...judged.map(({ judgement }) => judgement.ratio?.upper ?? Number.NaN));
  const values = known({ p95_ratio_upper: worst, failure_share_upper: total > 0 ? upper : undefined });
  if (open.length === 0 && failing.length === 0 && upper < saturationRule.failureShare) {
    const says = `Not saturated up to ${formatLoad(last.samples.window)}: no p95 of ${latencyWords[metric]} is above ${spellRatio(worst)} the first window's.`;
    // One window of a hundred exchanges can never exclude 1 %; that none exceeds it, and all together stay below, can be had.
    return { level: 'good', says, because: [`${together}; none shows more than 1 % by itself`], values };
  }
  const reasons = [
    ...open.map((one) => `${formatLoad(one.samples.window)}: ${whyOpen(one, judged[0] as Judged, metric)}`),
    ...failing.map(
      ({ samples }) =>
        `${formatLoad(samples.window)}: ${samples.failed} of ${samples.judged} failed, which may be chance`,
    ),
    ...(upper >= saturationRule.failureShare ? [`${together}: too few to exclude 1 %`] : []),
  ];
  const says = `Saturation is undecided: ${reasons[0]}${reasons.length > 1 ? `, and ${reasons.length - 1} more` : ''}.`;
  return { level: 'undecided', says, because: reasons, values };
}

function whyOpen({ samples, judgement }: Judged, first: Judged, metric: LatencyName): string {
  if (judgement.ratio)
    return `p95 ${spellRatioRange(judgement.ratio)} may or may not be above ${saturationRule.ratio} ×`;
  const short = [samples, first.samples].find((one) => latencyOf(one, metric).length < saturationRule.leastExchanges);
  const where = short === samples ? '' : ' in the first window';
  const limited = short && short.rateLimited > 0 ? `, and ${short.rateLimited} 429s` : '';
  return `${short ? latencyOf(short, metric).length : 0} of ${saturationRule.leastExchanges} answers${where}${limited}`;
}

function tableOf(
  judged: Judged[],
  beside: Judged[] | undefined,
  metric: LatencyName,
  other: LatencyName,
): NonNullable<Finding['table']> {
  const ratio = ({ ratio: found }: WindowJudgement): string => (found ? spellRatioRange(found) : 'n/a');
  const column = (of: LatencyName): string => (of === 'total' ? 'total p95 ÷ first' : 'TTFT p95 ÷ first');
  return {
    head: ['load', 'answers', column(metric), ...(beside ? [column(other)] : []), 'failed', 'verdict'],
    rows: judged.map((one, i) => [
      formatLoad(one.samples.window),
      String(latencyOf(one.samples, metric).length),
      ratio(one.judgement),
      ...(beside ? [ratio((beside[i] as Judged).judgement)] : []),
      one.judgement.failureShare ? `${one.samples.failed} of ${one.samples.judged}` : 'n/a',
      isAbove(one) ? 'saturated' : latencyMayBeAbove(one) || failuresSeemAbove(one) ? 'undecided' : 'within',
    ]),
  };
}
