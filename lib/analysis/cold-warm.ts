import type { Finding } from './finding.ts';
import { known, spellRatioRange } from './spell.ts';
import { holm } from './statistics/holm.ts';
import { mannWhitney } from './statistics/mann-whitney.ts';
import { quantile } from './statistics/quantile.ts';
import { ratioOfQuantiles } from './statistics/ratio-of-quantiles.ts';
import { viewOf } from './statistics/sample-view.ts';

const name = 'cold-start';

/** What a strategy against cold starts measured: milliseconds of first requests after idle, and of those that followed. */
export interface ColdWarm {
  /** `none`, `keep-alive`, `pre-warmed`, … */
  strategy: string;
  coldMs: number[];
  warmMs: number[];
}

/** Two samples of five that do not touch have p = 0.004; below that no order of them proves much. */
const least = 5;
/** Less than half as long again, by the upper end of the interval, is no cold start. */
const noColdStart = 1.5;
const ascending = (a: number, b: number): number => a - b;

/** Each strategy's cold requests against its warm ones, then against those of `none` where that was measured too. */
export function coldWarm(measured: ColdWarm[], seed: number): Finding[] {
  if (measured.length === 0) {
    const says = 'Cold and warm are undecided: no cold and no warm request was answered.';
    return [{ name, level: 'undecided', says, because: [`${least} of either are needed`], values: {} }];
  }
  const sorted = measured.map(({ strategy, coldMs, warmMs }) => ({
    strategy,
    coldMs: [...coldMs].sort(ascending),
    warmMs: [...warmMs].sort(ascending),
  }));
  return [...sorted.map((one) => coldAgainstWarm(one, seed)), ...againstNone(sorted, seed)];
}

function coldAgainstWarm({ strategy, coldMs, warmMs }: ColdWarm, seed: number): Finding {
  const of = strategy === 'none' ? '' : ` with ${strategy}`;
  const rule =
    'slower: Mann–Whitney one-sided, 5 %, and the ratio of the medians above 1 by its 95 % bound; ' +
    `none: that ratio below ${noColdStart} by its upper end; A12 is the chance that a cold request is the slower of a pair`;
  if (coldMs.length < least || warmMs.length < least) {
    const lacks = `${coldMs.length} cold and ${warmMs.length} warm, ${least} of either are needed`;
    const says = `Cold and warm${of} are undecided: ${lacks}.`;
    return { name, level: 'undecided', says, because: [rule, lacks], values: {} };
  }
  const { p, a12 } = mannWhitney(coldMs, warmMs, 'greater');
  // Two-sided 95 %, as people read an interval.
  const ratio = ratioOfQuantiles(viewOf(coldMs), viewOf(warmMs), 0.5, { seed, confidence: 0.975 });
  const [cold, warm] = [quantile(coldMs, 0.5), quantile(warmMs, 0.5)];
  const slower = p <= 0.05 && ratio.lower > 1;
  const none = !slower && ratio.upper < noColdStart;
  return {
    name,
    level: slower ? 'warning' : none ? 'good' : 'undecided',
    says: slower
      ? `The first request after idle${of} takes ${spellRatioRange(ratio)} as long as a warm one: median ${Math.round(cold)} against ${Math.round(warm)} ms.`
      : `${none ? `There is no cold start${of}` : `Whether there is a cold start${of} is undecided`}: the median is ${spellRatioRange(ratio)} that of a warm request.`,
    because: [
      rule,
      `A12 = ${a12.toFixed(2)}, p = ${p < 0.001 ? 'below 0.001' : p.toFixed(3)}, ${coldMs.length} cold, ${warmMs.length} warm`,
    ],
    values: known({
      cold_median_ms: cold,
      warm_median_ms: warm,
      ratio: ratio.value,
      ratio_lower: ratio.lower,
      ratio_upper: ratio.upper,
      a12,
      p,
    }),
  };
}

function againstNone(measured: ColdWarm[], seed: number): Finding[] {
  const none = measured.find(({ strategy }) => strategy === 'none');
  if (none === undefined || none.coldMs.length < least) return [];
  const others = measured.filter((one) => one !== none && one.coldMs.length >= least);
  if (others.length === 0) return [];
  const tests = others.map(({ coldMs }) => mannWhitney(coldMs, none.coldMs, 'less'));
  const ps = holm(tests.map(({ p }) => p));
  const compared = others.map(({ strategy, coldMs }, i) => {
    const ratio = ratioOfQuantiles(viewOf(coldMs), viewOf(none.coldMs), 0.5, { seed, confidence: 0.975 });
    return { strategy, ratio, p: ps[i] as number, a12: tests[i]?.a12 ?? 0.5 };
  });
  const helping = compared.filter(({ p, ratio }) => p <= 0.05 && ratio.upper < 1);
  const best = [...helping].sort((a, b) => a.ratio.value - b.ratio.value)[0];
  return [
    {
      name,
      level: best ? 'good' : 'info',
      says: best
        ? `Of the strategies ${best.strategy} helps most: its first request after idle takes ${spellRatioRange(best.ratio)} as long as with none.`
        : 'No strategy was seen to shorten the first request after idle.',
      because: [
        `helps: Mann–Whitney one-sided, 5 %${others.length > 1 ? `, raised by Holm's rule for ${others.length} strategies` : ''}, ` +
          'and the ratio of the medians below 1 by its 95 % interval',
      ],
      table: {
        head: ['strategy', 'median ÷ none', 'A12', 'p'],
        rows: compared.map(({ strategy, ratio, a12, p }) => [
          strategy,
          spellRatioRange(ratio),
          a12.toFixed(2),
          p < 0.001 ? '< 0.001' : p.toFixed(3),
        ]),
      },
      values: known({ best_ratio: best?.ratio.value, best_ratio_upper: best?.ratio.upper, strategies: others.length }),
    },
  ];
}
