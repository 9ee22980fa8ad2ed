import type { Finding } from './finding.ts';
import { formatLoad, loadOf, risingWindows } from './rising-windows.ts';
import { known, spellRatioRange, spellShare } from './spell.ts';
import { cochranArmitage } from './statistics/cochran-armitage.ts';
import { proportionBounds } from './statistics/proportion.ts';
import { quantile } from './statistics/quantile.ts';
import { type Ratio, ratioOfQuantiles } from './statistics/ratio-of-quantiles.ts';
import { viewOf } from './statistics/sample-view.ts';
import type { WindowSamples } from './window-samples.ts';

const name = 'bottleneck';

const rules = {
  leastAnswers: 30,
  /** Above it something rises, below it it is flat; in between it is undecided. */
  rises: 1.25,
  /** The tail shows a queue first; beyond p90 a hundred answers say little. */
  percentile: 0.9,
  limitedShare: 0.01,
  /** The client is to blame where it is late by more than a tick of its clock, and by a tenth of what was added. */
  lagMs: 10,
  lagPart: 0.1,
} as const;

type Move = 'rising' | 'flat' | 'undecided';

/** What gives way first as the load rises, told from which of the times rise. */
export function bottleneck(windows: WindowSamples[], seed: number): Finding {
  const rising = risingWindows(windows);
  const first = rising.find(({ firstTokenMs }) => firstTokenMs.length >= rules.leastAnswers);
  const last = [...rising].reverse().find(({ firstTokenMs }) => firstTokenMs.length >= rules.leastAnswers);
  const rule =
    `p90 at the highest load against the lowest, rising above ${rules.rises} × and flat below it by one-sided 95 % bounds; ` +
    'first token rising with flat gaps: a queue; both: contention in the batch; more 429s: a limit; client lag: us';
  const limit = limitOf(rising);
  if (first === undefined || last === undefined || loadOf(first.window) === loadOf(last.window)) {
    if (limit) return { name, level: 'warning', says: limit.says, because: [rule], values: limit.values };
    const lacks = `fewer than two loads with ${rules.leastAnswers} streamed answers`;
    return {
      name,
      level: 'undecided',
      says: `The bottleneck is undecided: ${lacks}.`,
      because: [rule, lacks],
      values: {},
    };
  }
  const token = ratioOf(last.firstTokenMs, first.firstTokenMs, seed) as Ratio;
  const gap = ratioOf(last.timePerOutputTokenMs, first.timePerOutputTokenMs, seed + 1);
  const lag = lagOf(first, last);
  const verdicts = [lag.says, limit?.says, ...signature(moveOf(token), moveOf(gap))].filter((one) => one !== undefined);
  const over = `${formatLoad(first.window)} → ${formatLoad(last.window)}`;
  const because = [
    rule,
    `${over}: p90 of first token ${spellRatioRange(token)}${gap ? `, of time per output token ${spellRatioRange(gap)}` : ', time per output token unknown'}`,
    ...verdicts.slice(1),
  ];
  const open = moveOf(token) === 'undecided' || moveOf(gap) === 'undecided';
  const moved = moveOf(token) === 'rising' || moveOf(gap) === 'rising';
  const blamed = lag.says !== undefined || limit !== undefined;
  return {
    name,
    level: lag.says ? 'bad' : blamed || (moved && !open) ? 'warning' : open ? 'undecided' : 'good',
    says: verdicts[0] as string,
    because,
    values: known({
      first_token_ratio: token.value,
      first_token_ratio_lower: token.lower,
      first_token_ratio_upper: token.upper,
      time_per_output_token_ratio: gap?.value,
      time_per_output_token_ratio_lower: gap?.lower,
      time_per_output_token_ratio_upper: gap?.upper,
      client_lag_ms: lag.ms,
      ...limit?.values,
    }),
  };
}

function ratioOf(over: number[], under: number[], seed: number): Ratio | undefined {
  if (Math.min(over.length, under.length) < rules.leastAnswers) return undefined;
  return ratioOfQuantiles(viewOf(over), viewOf(under), rules.percentile, { seed });
}

function moveOf(ratio: Ratio | undefined): Move {
  if (ratio === undefined) return 'undecided';
  return ratio.lower > rules.rises ? 'rising' : ratio.upper < rules.rises ? 'flat' : 'undecided';
}

function signature(token: Move, gap: Move): [string] {
  if (token === 'rising' && gap === 'flat')
    return ['Requests queue: the first token comes later as the load rises, the gaps between tokens stay flat.'];
  if (token === 'rising' && gap === 'rising')
    return ['Contention in the batch: both the first token and the gaps between tokens grow with the load.'];
  if (token === 'flat' && gap === 'rising')
    return [
      'Tokens are made more slowly as the load rises, with no wait for the first: contention in the batch, and no queue yet.',
    ];
  if (token === 'flat' && gap === 'flat')
    return ['No bottleneck was reached: neither the first token nor the gaps grow.'];
  const known =
    token === 'rising' ? 'the first token comes later' : gap === 'rising' ? 'gaps grow' : 'changes are small';
  return [`The bottleneck is undecided: ${known}, the rest may be chance.`];
}

/** More 429s with more load, and more than a few of them at the top. */
function limitOf(rising: WindowSamples[]): { says: string; values: Record<string, number> } | undefined {
  const groups = rising.map(({ window, rateLimited, finished }) => ({
    score: loadOf(window),
    hits: rateLimited,
    n: finished,
  }));
  const top = rising[rising.length - 1];
  if (top === undefined) return undefined;
  const trend = cochranArmitage(groups);
  const { lower } = proportionBounds(top.rateLimited, top.finished);
  // Nothing but 429s everywhere is no trend, and a limit all the same.
  const allLimited = trend === undefined && top.rateLimited > 0;
  if (!(allLimited || (trend !== undefined && trend.p < 0.01)) || lower <= rules.limitedShare) return undefined;
  const share = top.rateLimited / top.finished;
  return {
    says: `A rate limit: ${spellShare(share)} of the requests at ${formatLoad(top.window)} were answered with 429.`,
    values: { limited_share: share },
  };
}

function lagOf(first: WindowSamples, last: WindowSamples): { says?: string; ms?: number } {
  if (last.lagMs.length === 0) return {};
  const ms = quantile(last.lagMs, 0.95);
  const added = Math.max(
    quantile(last.totalMs, rules.percentile) - quantile(first.totalMs, rules.percentile),
    quantile(last.firstTokenMs, rules.percentile) - quantile(first.firstTokenMs, rules.percentile),
  );
  if (ms <= rules.lagMs || ms < rules.lagPart * added) return { ms };
  return {
    ms,
    says: `The bottleneck may be this machine: at ${formatLoad(last.window)} it was late by ${Math.round(ms)} ms itself (p95 of the exchanges).`,
  };
}
