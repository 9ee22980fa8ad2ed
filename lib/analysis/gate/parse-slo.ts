import { nearest } from '../../options/nearest.ts';
import type { Comparison, Objective, Statistic } from './objective.ts';
import { acceptedLimit, parseLimit } from './parse-limit.ts';
import { type Subject, type SubjectName, subjectNames, subjectOf } from './subjects.ts';

/** An SLO as people write it: `ttft.p95 < 1000ms`, `goodput > 0.95`, `cost.total < 10`. Or what is wrong with it. */
export type ParsedSlo = { objective: Objective } | { error: string };

const shape = /^([A-Za-z_][\w-]*)(?:\.([^\s<>=!]+))?\s*(<=|>=|==?|!=|<|>)\s*(.*)$/;

/** Every name that an SLO may begin with → its subject. */
const subjectByName = (): Map<string, SubjectName> =>
  new Map(subjectNames.flatMap((name) => [name, ...subjectOf(name).aliases].map((known) => [known, name])));

/** Pure; an error is the end of a sentence that begins with the SLO itself. */
export function parseSlo(written: string): ParsedSlo {
  const text = written.trim();
  const [, name, statisticName, comparison, right = ''] = shape.exec(text) ?? [];
  if (name === undefined || comparison === undefined) {
    return { error: 'no comparison; accepted is one such as ttft.p95 < 1000ms or goodput > 0.95' };
  }
  const known = subjectByName();
  const subjectName = known.get(name.replace(/^llm_/, ''));
  if (subjectName === undefined) {
    return {
      error: `${name} is nothing that an SLO can speak of${nearest(name, [...known.keys()])}; accepted is one of ${usualNames().join(', ')}`,
    };
  }
  const subject = subjectOf(subjectName);
  const statistic = parseStatistic(subject, statisticName);
  if (statistic === undefined) {
    const saw = statisticName === undefined ? `${name} needs a statistic` : `${name} has no ${statisticName}`;
    return { error: `${saw}; accepted is ${acceptedStatistics(subject, name)}` };
  }
  if (!isComparison(comparison)) return { error: `${comparison} is no comparison; accepted is one of <, <=, >, >=` };
  const wrongWay = subject.better === 'lower' ? '>' : subject.better === 'higher' ? '<' : undefined;
  if (wrongWay !== undefined && comparison.startsWith(wrongWay)) {
    const right = wrongWay === '>' ? '<' : '>';
    return { error: `${name} is better when it is ${subject.better}; accepted is ${right} or ${right}=` };
  }
  const limit = parseLimit(right, subject.unit);
  if (limit === undefined) {
    return { error: `${right === '' ? 'nothing' : right} is no limit; accepted is ${acceptedLimit(subject.unit)}` };
  }
  const idle = idleLimit(subject, comparison, limit);
  if (idle !== undefined) return { error: `${idle}; accepted is a limit that can be both kept and broken` };
  return { objective: { text, subject: subjectName, statistic, comparison, limit, unit: subject.unit } };
}

function parseStatistic({ form }: Subject, name: string | undefined): Statistic | undefined {
  if (form === 'share') return name === undefined || name === 'rate' ? { kind: 'share' } : undefined;
  if (form === 'count') return name === undefined || name === 'count' ? { kind: 'count' } : undefined;
  if (form === 'money') {
    return name === 'total' ? { kind: 'total' } : name === 'per_request' ? { kind: 'mean' } : undefined;
  }
  if (name === 'mean' || name === 'avg') return { kind: 'mean' };
  if (name === 'min' || name === 'max') return { kind: name };
  if (name === 'median') return { kind: 'quantile', q: 0.5 };
  const percent = Number(/^p(\d{1,2}(?:\.\d{1,3})?)$/.exec(name ?? '')?.[1]);
  return percent > 0 ? { kind: 'quantile', q: Number((percent / 100).toPrecision(15)) } : undefined;
}

function acceptedStatistics({ form }: Subject, name: string): string {
  if (form === 'share' || form === 'count') return `${name} alone`;
  if (form === 'money') return `${name}.total or ${name}.per_request`;
  return `${name}.p95 or any other percentile, ${name}.median, ${name}.mean, ${name}.min or ${name}.max`;
}

/** Of `failures < 1`, which means 100 % and always holds, the hand that wrote it meant 1 %. */
function idleLimit({ form }: Subject, comparison: Comparison, limit: number): string | undefined {
  if (form !== 'share') return undefined;
  if ((comparison === '<' && limit === 0) || (comparison === '>' && limit === 1)) return 'this can never hold';
  if (comparison === '<=' && limit === 1) return 'this always holds, for 1 is 100 %';
  if (comparison === '<' && limit === 1) return 'this nearly always holds, for 1 is 100 % (did you mean 1%?)';
  return comparison === '>=' && limit === 0 ? 'this always holds' : undefined;
}

function isComparison(text: string): text is Comparison {
  return text === '<' || text === '<=' || text === '>' || text === '>=';
}

/** The short name where there is one: what people write. */
function usualNames(): string[] {
  return subjectNames.map((name) => subjectOf(name).aliases.find((alias) => alias.length < name.length) ?? name);
}
