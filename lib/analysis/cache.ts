import type { Window } from '../load/load-shape.ts';
import type { Row } from '../measure/row.ts';
import { formatMs } from '../metrics/format-value.ts';
import { leastAnswers, type Side, share, sidesOf, speedUpOf, type WindowSides } from './cache-sides.ts';
import type { Finding } from './finding.ts';
import { formatLoad, loadOf, loadWords } from './rising-windows.ts';
import { known, spellRatioRange, spellShare } from './spell.ts';
import { cochranArmitage } from './statistics/cochran-armitage.ts';
import { quantile } from './statistics/quantile.ts';
import type { Ratio } from './statistics/ratio-of-quantiles.ts';

const name = 'cache';

/** Whether prompts that were asked before are answered from a cache, how much sooner, and whether load changes that. */
export function cache(rows: Row[], windows: Window[], seed: number): Finding[] {
  const { all, byWindow } = sidesOf(rows, windows);
  const { repeated, fresh } = all;
  const rule =
    'repeated: an answer to the same prompt had ended before; hits: `x-cache` and the like, or half of the input tokens cached; ' +
    'sooner: the ratio of the medians of the time to the first token above 1 by its 95 % interval';
  if (repeated.answers < leastAnswers || fresh.answers < leastAnswers) {
    const lacks = `${repeated.answers} repeated and ${fresh.answers} fresh prompts were answered, ${leastAnswers} of either are needed`;
    const says = `Whether the cache holds is undecided: ${lacks}.`;
    return [{ name, level: 'undecided', says, because: [rule, lacks], values: {} }];
  }
  const speedUp = speedUpOf(all, seed) as Ratio;
  const shares = { hit: share(repeated.hits, repeated.told), cached: share(repeated.cached, repeated.input) };
  const falling = fallOf(byWindow, seed);
  const isSooner = speedUp.lower > 1;
  const isKnown = shares.hit !== undefined && shares.hit > 0;
  return [
    {
      name,
      level: falling !== undefined || !isSooner || shares.hit === 0 ? 'warning' : 'good',
      says: `${hitWords(shares)} ${soonerWords(speedUp, isKnown)}${falling === undefined ? '' : ` ${falling.says}`}`,
      because: [
        rule,
        `falls with load: misses rise by the Cochran–Armitage test, 5 %; where no hits are told, the speed-up's intervals of the first and the last step do not touch`,
        ...(falling === undefined ? [] : [falling.because]),
      ],
      ...(byWindow.length > 1 ? { table: tableOf(byWindow, seed) } : {}),
      values: known({
        hit_share: shares.hit,
        cached_share: shares.cached,
        fresh_hit_share: share(fresh.hits, fresh.told),
        speed_up: speedUp.value,
        speed_up_lower: speedUp.lower,
        speed_up_upper: speedUp.upper,
        repeated_median_ms: quantile(repeated.ms, 0.5),
        fresh_median_ms: quantile(fresh.ms, 0.5),
        hit_share_at_lowest_load: share(byWindow[0]?.sides.repeated.hits, byWindow[0]?.sides.repeated.told),
        hit_share_at_highest_load: share(byWindow.at(-1)?.sides.repeated.hits, byWindow.at(-1)?.sides.repeated.told),
        falls_p: falling?.p,
      }),
    },
    ...strangers(fresh),
  ];
}

function fallOf(byWindow: WindowSides[], seed: number): { says: string; because: string; p?: number } | undefined {
  const [first, last] = [byWindow[0], byWindow.at(-1)];
  if (first === undefined || last === undefined || first === last) return undefined;
  const told = byWindow.filter(({ sides }) => sides.repeated.told > 0);
  if (told.length === 0) {
    const [before, after] = [speedUpOf(first.sides, seed), speedUpOf(last.sides, seed)];
    if (before === undefined || after === undefined || after.upper >= before.lower) return undefined;
    return {
      says: `The speed-up falls from ${spellRatioRange(before)} at ${formatLoad(first.window)} to ${spellRatioRange(after)} at ${formatLoad(last.window)}.`,
      because: 'no hits were told; a queue before the cache makes the speed-up smaller, too',
    };
  }
  const misses = told.map(({ window, sides: { repeated } }) => {
    return { score: loadOf(window), hits: repeated.told - repeated.hits, n: repeated.told };
  });
  const test = cochranArmitage(misses);
  if (test === undefined || test.p > 0.05) return undefined;
  const hitAt = ({ sides: { repeated } }: WindowSides): string => spellShare(repeated.hits / repeated.told);
  const [low, high] = [told[0] as WindowSides, told.at(-1) as WindowSides];
  return {
    says: `It does not hold under load: ${hitAt(low)} hits at ${formatLoad(low.window)}, ${hitAt(high)} at ${formatLoad(high.window)}.`,
    because: `misses rise with load, p = ${test.p < 0.001 ? 'below 0.001' : test.p.toFixed(3)}`,
    p: test.p,
  };
}

function hitWords({ hit, cached }: { hit: number | undefined; cached: number | undefined }): string {
  if (hit === undefined) return 'The endpoint does not tell its hits.';
  const tokens = cached === undefined || cached === 0 ? '' : `, ${spellShare(cached)} of their input tokens`;
  return `${spellShare(hit)} of the repeated prompts hit${tokens}.`;
}

function soonerWords(speedUp: Ratio, isKnown: boolean): string {
  const range = spellRatioRange(speedUp);
  if (speedUp.lower > 1) return `A fresh prompt takes ${range} as long to its first token as a repeated one.`;
  return `${isKnown ? 'Yet repeated prompts are not' : 'Repeated prompts are not'} answered sooner: fresh ones take ${range} as long.`;
}

function tableOf(byWindow: WindowSides[], seed: number): NonNullable<Finding['table']> {
  const median = ({ ms }: Side): string =>
    ms.length < leastAnswers ? `n/a (${ms.length} of ${leastAnswers})` : formatMs(quantile(ms, 0.5));
  const shown = (value: number | undefined): string => (value === undefined ? '–' : spellShare(value));
  return {
    head: [
      loadWords(byWindow.map(({ window }) => window)).unit,
      'repeated',
      'hits',
      'cached input',
      'TTFT repeated',
      'TTFT fresh',
      'speed-up',
    ],
    rows: byWindow.map(({ window, sides }) => {
      const { repeated, fresh } = sides;
      const speedUp = speedUpOf(sides, seed);
      return [
        formatLoad(window).replace(/ .*/, ''),
        String(repeated.answers),
        shown(share(repeated.hits, repeated.told)),
        shown(share(repeated.cached, repeated.input)),
        median(repeated),
        median(fresh),
        speedUp === undefined ? '–' : spellRatioRange(speedUp),
      ];
    }),
  };
}

/** A cache that knows what nobody asked gives one user the answer to another's question. */
function strangers({ wholeHits, told }: Side): Finding[] {
  if (wholeHits === 0) return [];
  return [
    {
      name,
      level: 'warning',
      says: `${wholeHits} of ${told} fresh prompts hit the cache, too: what differs in its first words is taken for the same.`,
      because: [
        'each fresh prompt begins with a mark that no other has; a hit by header is an answer to another prompt',
      ],
      values: { fresh_hits: wholeHits },
    },
  ];
}
