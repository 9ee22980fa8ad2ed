import type { Finding } from './finding.ts';
import { spellShare } from './spell.ts';
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
export const leastExchanges = 30;
const level = 0.05;

/**
 * Do answers get worse as the load rises? One finding a kind of fault that came at all, and one for those that did not;
 * with several kinds chance gets no more tries.
 */
export function trend(faults: FaultCounts[], unit: string): Finding[] {
  const judged = faults.map(({ kind, byLoad }) => {
    const groups = byLoad.filter(({ n }) => n > 0);
    const total = groups.reduce((sum, { n }) => sum + n, 0);
    const hits = groups.reduce((sum, group) => sum + group.hits, 0);
    return { kind, groups, total, hits, test: cochranArmitage(groups) };
  });
  const enough = judged.filter(({ groups, total }) => groups.length >= 2 && total >= leastExchanges);
  if (enough.length === 0) {
    const most = Math.max(0, ...judged.map(({ total }) => total));
    const lacks = `${most} exchanges to look at; ${leastExchanges} over 2 loads are needed`;
    const says = `Whether answers get worse under load is undecided: ${lacks}.`;
    return [{ name, level: 'undecided', says, because: [lacks], values: {} }];
  }
  const came = enough.filter(({ hits }) => hits > 0);
  const adjusted = holm(came.map(({ test }) => test?.p ?? 1));
  const rule =
    'rising: Cochran–Armitage test for trend, one-sided, 5 %' +
    (came.length > 1 ? `, raised by Holm's rule for ${came.length} kinds` : '');
  return [
    ...came.map(({ kind, groups }, i) => ofKind(kind, groups, adjusted[i] as number, { unit, rule })),
    ...neverCame(enough.filter(({ hits }) => hits === 0)),
  ];
}

function ofKind(
  kind: string,
  groups: Proportion[],
  p: number,
  { unit, rule }: { unit: string; rule: string },
): Finding {
  const [first, last] = [groups[0] as Proportion, groups[groups.length - 1] as Proportion];
  const { upper } = proportionBounds(last.hits, last.n);
  const rises = p <= level;
  const span = `${spellShare(first.hits / first.n)} at ${first.score} ${unit}, ${spellShare(last.hits / last.n)} at ${last.score} ${unit}`;
  const because = [`${rule}; p = ${p < 0.001 ? 'below 0.001' : p.toFixed(3)}`];
  if (!rises)
    because.push(`at ${last.score} ${unit} it could still be up to ${spellShare(upper)} (one-sided 95 % bound)`);
  return {
    name,
    // That no trend was seen is no proof of none: what could have been missed stands in the bound.
    level: rises ? 'bad' : 'info',
    says: rises
      ? `Answers are more often ${kind} as the load rises: ${span}.`
      : `No sign that answers are more often ${kind} as the load rises: ${span}.`,
    because,
    table: {
      head: [unit, 'exchanges', kind],
      rows: groups.map(({ score, hits, n }) => [String(score), String(n), `${hits} (${spellShare(hits / n)})`]),
    },
    values: {
      p,
      share_at_lowest_load: first.hits / first.n,
      share_at_highest_load: last.hits / last.n,
      share_at_highest_load_upper: upper,
    },
  };
}

/** No fault at all is an answer: there is nothing that could rise. */
function neverCame(kinds: { kind: string; total: number }[]): Finding[] {
  if (kinds.length === 0) return [];
  const least = Math.min(...kinds.map(({ total }) => total));
  const { upper } = proportionBounds(0, least);
  return [
    {
      name,
      level: 'good',
      says: `None of ${least} answers was ${kinds.map(({ kind }) => kind).join(', or ')}.`,
      because: [`none in ${least} is at most ${spellShare(upper)} (one-sided 95 % bound)`],
      values: { exchanges: least, share_upper: upper },
    },
  ];
}
