import type { Random } from '../random.ts';
import { type DefectName, type DefectRate, shareAt } from './defects.ts';
import type { Question } from './question.ts';

/** Only what can be right can be wrong, and only a schema can be broken. */
function applies(name: DefectName, question: Question): boolean {
  if (name === 'wrong') return question.kind === 'sum' || question.kind === 'echo';
  return name !== 'schema-broken' || question.kind === 'json';
}

/** At most one defect, by one draw; where it does not apply the answer is good. */
export function drawDefect(
  rates: readonly DefectRate[],
  at: { load: number; knee: number },
  question: Question,
  random: Random,
): DefectName | undefined {
  const draw = random();
  let below = 0;
  for (const rate of rates) {
    below += shareAt(rate, at.load, at.knee);
    if (draw < below) return applies(rate.name, question) ? rate.name : undefined;
  }
  return undefined;
}
