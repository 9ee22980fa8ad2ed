import type { AnswerChecks } from '../answer-checks.ts';
import type { Measurement, Outcome } from '../measurement.ts';
import { isLoop } from './loop.ts';
import { isRefusal } from './refusal.ts';
import { isExactly, isNumber } from './right-answer.ts';
import { hasKeys } from './schema.ts';

/** The ways in which an answer can be bad though it was given, in the words of "answers are more often …". */
export const defectNames = ['truncated', 'empty', 'repeated', 'refused', 'schema-broken', 'wrong'] as const;

export type DefectName = (typeof defectNames)[number];

/** What a right answer is. `known`: as the prompt's `expect` says. */
export type Wanted =
  | { form: 'number' | 'exact'; answer: string }
  | { form: 'json'; keys: string[] }
  | { form: 'known' | 'open' };

/** Those that gave an answer, good or bad; a 429 or a broken connection says nothing of answers. */
const answered: readonly Outcome[] = ['ok', 'not_streamed', 'empty', 'truncated'];

/**
 * What is wrong with an answer; undefined where there was none to look at. What follows from another defect is not told
 * beside it: half an answer is not also a wrong one.
 */
export function defectsOf(
  {
    outcome,
    finish,
    text,
    checks,
  }: Pick<Measurement, 'outcome' | 'finish' | 'text'> & { checks?: AnswerChecks | undefined },
  wanted: Wanted,
): DefectName[] | undefined {
  if (!answered.includes(outcome)) return undefined;
  const said = (text.text ?? '').trim();
  const found: DefectName[] = [];
  if (outcome === 'truncated' || finish === 'length') found.push('truncated');
  if (isLoop(said)) found.push('repeated');
  if (finish === 'filter' || text.refusal !== undefined || isRefusal(said)) found.push('refused');
  else if (said === '' && text.tool === undefined && found.length === 0) found.push('empty');
  if (found.length > 0) return found;
  if (wanted.form === 'json') return hasKeys(said, wanted.keys) ? [] : ['schema-broken'];
  return isRight(said, wanted, checks) ? [] : ['wrong'];
}

function isRight(said: string, wanted: Exclude<Wanted, { form: 'json' }>, checks: AnswerChecks | undefined): boolean {
  if (wanted.form === 'number') return isNumber(said, wanted.answer);
  if (wanted.form === 'exact') return isExactly(said, wanted.answer);
  return checks?.expected !== false;
}
