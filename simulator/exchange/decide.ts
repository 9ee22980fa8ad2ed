import type { Recipe } from '../cache/semantic-cache.ts';
import { makePlan, type Plan } from '../plan.ts';
import { drawDefect } from '../quality/draw-defect.ts';
import { readQuestion } from '../quality/question.ts';
import { requestRandom } from '../random.ts';
import type { Incoming } from './exchange.ts';
import type { Shared } from './shared.ts';

/** The answer, and what it is made from: both are decided when the request joins the queue. */
export interface Decision {
  plan: Plan;
  recipe: Recipe;
}

/** An answer by the model: it depends on the load at this moment and on what the prefix cache knows. */
export function decideFresh(shared: Shared, { parsed, inputTokens, faults, truth }: Incoming, atMs: number): Decision {
  const { config, defects, prefixCache } = shared;
  const { engine } = shared.model;
  const { record } = truth;
  engine.advance(atMs);
  // with its own slot, which it will have taken when it is answered
  const load = Math.min(config.slots, engine.load().active + 1) / config.slots;
  const random = requestRandom(config.seed, record.index, 'quality');
  const at = { load, knee: config.defectKnee };
  const defect = drawDefect(defects, at, readQuestion(parsed.question), random);
  const cachedTokens = prefixCache?.take(parsed.prompt);
  if (cachedTokens !== undefined) record.cachedTokens = cachedTokens;
  if (defect !== undefined) record.defect = defect;
  const made = defect === undefined ? {} : { defect };
  const plan = makePlan(config, record.index, { ...parsed, inputTokens }, faults, {
    ...made,
    cachedTokens: cachedTokens ?? 0,
  });
  return { plan, recipe: { index: record.index, ...made } };
}

/** The same answer as before, but from the semantic cache. */
export function decideAgain(
  shared: Shared,
  { parsed, inputTokens, faults, truth }: Incoming,
  recipe: Recipe,
): Decision {
  const { config } = shared;
  const made = recipe.defect === undefined ? {} : { defect: recipe.defect };
  truth.record.semanticHit = true;
  Object.assign(truth.record, made);
  const plan = makePlan(config, recipe.index, { ...parsed, inputTokens }, faults, made);
  return { plan: { ...plan, prefillMs: config.semanticCacheMs }, recipe };
}
