import type { Conditions, RunFigures } from './run-figures.ts';

/** Something that is not alike in all runs. */
export interface Difference {
  /** `model`, `LLM_RATE`, … */
  what: string;
  /** Each value once, in the order of the runs. */
  base: string[];
  head: string[];
  /** The numbers would differ by this alone: no comparison unless asked for. */
  forbids: boolean;
}

/** They judge or name a run, and neither shape its load nor how it is measured. The seed is best another in each run. */
const withoutEffect = ['LLM_OUT', 'LLM_THRESHOLDS', 'LLM_SEED', 'LLM_PROFILE', 'LLM_BUDGET_USD', 'LLM_BUDGET_SOFT'];

/** Told as the target already. */
const told = ['LLM_BASE_URL', 'LLM_MODEL', 'LLM_PROTOCOL', 'LLM_STREAM', 'LLM_TRANSPORT'];

/** Files lie elsewhere on another machine; their names stay. */
const paths = ['LLM_PROMPTS', 'LLM_TRACE'];

/** What two sides may differ in, since comparing that may be the very question; the runs of one side may not. */
const mayBeTheQuestion = ['model', 'base URL', 'LLM_PRICE'];

/** New versions are compared with old ones all the time, and it may be they that changed the numbers. */
const onlyTold = ['version of k6-llm', 'version of k6'];

export function differencesBetween(base: readonly RunFigures[], head: readonly RunFigures[]): Difference[] {
  const all = [...base, ...head];
  // A version that has an option more is no difference of the runs: what one side cannot know of is not compared.
  const sameVersion = new Set(all.map(({ conditions }) => conditions.versions['k6-llm'])).size === 1;
  const names = [...new Set(all.flatMap(({ conditions }) => Object.keys(comparable(conditions))))];
  return names.flatMap((what) => {
    const valuesOf = (runs: readonly RunFigures[]): string[] => [
      ...new Set(runs.map(({ conditions }) => comparable(conditions)[what] ?? 'not set')),
    ];
    const sides = { base: valuesOf(base), head: valuesOf(head) };
    const values = new Set([...sides.base, ...sides.head]);
    if (what.startsWith('LLM_') && !sameVersion) values.delete('not set');
    if (values.size < 2) return [];
    const alikeWithin = sides.base.length <= 1 && sides.head.length <= 1;
    return [
      { what, ...sides, forbids: !(onlyTold.includes(what) || (alikeWithin && mayBeTheQuestion.includes(what))) },
    ];
  });
}

function comparable({ options, versions, ...target }: Conditions): Record<string, string> {
  const shaping = Object.entries(options)
    .filter(([name]) => !withoutEffect.includes(name) && !told.includes(name))
    .map(([name, value]) => [name, paths.includes(name) ? value.replace(/^.*[/\\]/, '') : value]);
  return {
    scenario: target.scenario,
    protocol: target.protocol,
    model: target.model,
    'base URL': target.baseUrl,
    transport: target.transport,
    streamed: String(target.stream),
    'version of k6-llm': versions['k6-llm'],
    ...(versions.k6 === undefined ? {} : { 'version of k6': versions.k6 }),
    ...Object.fromEntries(shaping),
  };
}
