import type { Window } from '../load/load-shape.ts';
import { type DefectName, defectNames } from '../measure/answer-defects/defects.ts';
import type { Row } from '../measure/row.ts';
import type { Finding } from './finding.ts';
import { loadOf, loadWords } from './rising-windows.ts';
import { spellShare } from './spell.ts';
import { cochranArmitage, type Proportion } from './statistics/cochran-armitage.ts';
import { type FaultCounts, leastExchanges, trend } from './trend.ts';

const name = 'quality';
const level = 0.05;

/** An answer that was looked at, with its load. */
interface Judged {
  load: number;
  defects: readonly string[];
  form: string;
  prompt: string;
}

/** Bad answers by load: all kinds together, then kind by kind. */
export function quality(rows: Row[], windows: Window[]): Finding[] {
  const answers = rows.flatMap((row) => judgedOf(row, windows));
  const { unit } = loadWords(windows);
  const faults = defectNames.map((kind) => ({ kind, fault: faultOf(kind, answers) }));
  const any = byLoad(answers, (answer) => faults.some(({ fault }) => fault(answer) === true));
  const rule = 'worse: the share of answers with any defect rises with load, Cochran–Armitage one-sided, 5 %';
  if (any.length < 2 || answers.length < leastExchanges) {
    const lacks = `${answers.length} answers at ${any.length} loads; ${leastExchanges} over 2 loads are needed`;
    const says = `Whether answers get worse under load is undecided: ${lacks}.`;
    return [{ name, level: 'undecided', says, because: [rule, lacks], values: {} }];
  }
  const kinds = faults.map(({ kind, fault }): FaultCounts => ({ kind, byLoad: byLoad(answers, fault) }));
  const p = cochranArmitage(any)?.p;
  const rises = p !== undefined && p <= level;
  const [first, last] = [any[0] as Proportion, any[any.length - 1] as Proportion];
  const hits = any.reduce((sum, group) => sum + group.hits, 0);
  const at = ({ hits: bad, n, score }: Proportion): string => `${spellShare(bad / n)} bad at ${score} ${unit}`;
  return [
    {
      name,
      level: rises ? 'bad' : hits > 0 ? 'info' : 'good',
      says: rises
        ? `Answers get worse as the load rises: ${at(first)}, ${at(last)}.`
        : `No sign that answers get worse as the load rises: ${hits} of ${answers.length} have a defect.`,
      because: [
        rule,
        ...(p === undefined ? [] : [`p = ${p < 0.001 ? 'below 0.001' : p.toFixed(3)}`]),
        'truncated counts only for prompts that also ended otherwise; refusals are recognised in English',
      ],
      table: tableOf(any, kinds, unit),
      values: {
        answers: answers.length,
        defects: hits,
        share_at_lowest_load: first.hits / first.n,
        share_at_highest_load: last.hits / last.n,
        ...(p === undefined ? {} : { p }),
      },
    },
    // The table above has all their numbers.
    ...trend(kinds, unit).map(({ table: _, ...finding }) => ({ ...finding, name })),
  ];
}

function judgedOf({ phase, window, labels, prompt }: Row, windows: Window[]): Judged[] {
  const at = phase === 'measured' && window !== undefined ? windows[window] : undefined;
  if (at === undefined || typeof labels?.defects !== 'string') return [];
  const defects = labels.defects === 'none' ? [] : labels.defects.split(',');
  return [{ load: loadOf(at), defects, form: String(labels.form), prompt }];
}

type Fault = (answer: Judged) => boolean | undefined;

/** Undefined where an answer could not have had it. */
function faultOf(kind: DefectName, answers: Judged[]): Fault {
  const has: Fault = ({ defects }) => defects.includes(kind);
  if (kind === 'schema-broken') return (answer) => (answer.form === 'json' ? has(answer) : undefined);
  if (kind === 'wrong')
    return (answer) => (['number', 'exact', 'known'].includes(answer.form) ? has(answer) : undefined);
  if (kind !== 'truncated') return has;
  // A prompt that always reaches the limit asks for more than the limit, whatever the load.
  const ending = new Set(answers.filter((answer) => !has(answer)).map(({ prompt }) => prompt));
  return (answer) => (ending.has(answer.prompt) ? has(answer) : undefined);
}

function byLoad(answers: Judged[], fault: Fault): Proportion[] {
  const groups = new Map<number, Proportion>();
  for (const answer of answers) {
    const hit = fault(answer);
    if (hit === undefined) continue;
    const group = groups.get(answer.load) ?? { score: answer.load, hits: 0, n: 0 };
    groups.set(answer.load, { ...group, hits: group.hits + (hit ? 1 : 0), n: group.n + 1 });
  }
  return [...groups.values()].sort((a, b) => a.score - b.score);
}

function tableOf(any: Proportion[], kinds: FaultCounts[], unit: string): NonNullable<Finding['table']> {
  return {
    head: [unit, 'answers', 'bad', ...kinds.map(({ kind }) => kind)],
    rows: any.map(({ score, hits, n }) => [
      String(Number(score.toFixed(1))),
      String(n),
      `${hits} (${spellShare(hits / n)})`,
      ...kinds.map(({ byLoad: groups }) => {
        const group = groups.find((one) => one.score === score);
        return group === undefined ? '–' : `${group.hits} of ${group.n}`;
      }),
    ]),
  };
}
