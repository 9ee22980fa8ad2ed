import type { Finding } from './finding.ts';
import { known, spellShare } from './spell.ts';
import { cochranArmitage, type Proportion } from './statistics/cochran-armitage.ts';
import { holm } from './statistics/holm.ts';
import { proportionBounds } from './statistics/proportion.ts';

const name = 'trend';

/** One kind of fault and how often it came, load by load, ascending. `score` is the load. */
export interface FaultCounts {
  kind: string;
  byLoad: Proportion[];
}

/** Below this a share is luck. */
const leastExchanges = 30;
const level = 0.05;

/** Do answers get worse as the load rises? One finding a kind of fault; with several kinds chance gets no more tries. */
export function trend(faults: FaultCounts[], unit: string): Finding[] {
  const judged = faults.map(({ kind, byLoad }) => {
    const groups = byLoad.filter(({ n }) => n > 0);
    const total = groups.reduce((sum, { n }) => sum + n, 0);
    const hits = groups.reduce((sum, group) => sum + group.hits, 0);
    const enough = new Set(groups.map(({ score }) => score)).size >= 2 && total >= leastExchanges;
    // No fault at all is an answer: there is nothing that could rise.
    return { kind, groups, total, hits, enough, test: enough ? cochranArmitage(groups) : undefined };
  });
  const tested = judged.filter(({ test }) => test !== undefined);
  const adjusted = holm(tested.map(({ test }) => test?.p ?? 1));
  const rule =
    `rising: Cochran–Armitage test for trend, one-sided, 5 %` +
    `${tested.length > 1 ? `, raised by Holm's rule for ${tested.length} kinds` : ''}`;
  return judged.map((one): Finding => {
    const { kind, groups, total, hits, enough, test } = one;
    if (!enough) {
      const lacks = `${total} exchanges over ${groups.length} loads; ${leastExchanges} over 2 loads are needed`;
      const says = `Whether answers are more often ${kind} under load is undecided: ${lacks}.`;
      return { name, level: 'undecided', says, because: [rule, lacks], values: {} };
    }
    const p = test === undefined ? undefined : adjusted[tested.indexOf(one)];
    const [first, last] = [groups[0] as Proportion, groups[groups.length - 1] as Proportion];
    const top = proportionBounds(last.hits, last.n);
    const rises = p !== undefined && p <= level;
    const from = `${spellShare(first.hits / first.n)} at ${first.score} ${unit}`;
    const to = `${spellShare(last.hits / last.n)} at ${last.score} ${unit}`;
    return {
      name,
      level: rises ? 'bad' : 'good',
      says: rises
        ? `Answers are more often ${kind} as the load rises: ${from}, ${to}.`
        : hits === 0
          ? `No answer of ${total} was ${kind}.`
          : `No sign that answers are more often ${kind} as the load rises: ${from}, ${to}.`,
      because: [
        p === undefined ? rule : `${rule}; p = ${p < 0.001 ? 'below 0.001' : p.toFixed(3)}`,
        ...(rises
          ? []
          : [`at ${last.score} ${unit} it could still be up to ${spellShare(top.upper)} (one-sided 95 % bound)`]),
      ],
      table: {
        head: [unit, 'exchanges', kind],
        rows: groups.map(({ score, hits: bad, n }) => [String(score), String(n), `${bad} (${spellShare(bad / n)})`]),
      },
      values: known({
        p,
        share_at_lowest_load: first.hits / first.n,
        share_at_highest_load: last.hits / last.n,
        share_at_highest_load_upper: top.upper,
      }),
    };
  });
}
