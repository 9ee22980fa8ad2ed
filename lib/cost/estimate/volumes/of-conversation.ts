import { followUps } from '../../../prompts/follow-up.ts';
import type { Assumptions } from '../assumptions.ts';
import type { Case } from '../bounds.ts';
import { iterationsOf } from '../iterations.ts';
import { longestOf, meanOf } from '../mean-of.ts';
import type { PlannedRun } from '../planned-run.ts';
import type { RequestGroup } from '../request-group.ts';
import { capOf, envelopeBytes, inputTokensOf } from '../request-tokens.ts';

/** `(Talk 12-3) ` in front of the opening, and what JSON puts around a message. */
const markTokens = { low: 0, expected: 5, worst: 24 };
const aroundMessage = { low: 0, expected: 4, worst: 40 };

/**
 * Turns of chats: each request carries all that was said before, so that the fifth turn costs many times the first. Users
 * go through their turns together; the last chat of each may end early.
 */
export function ofConversation(plan: PlannedRun, assumed: Assumptions, which: Case): RequestGroup[] {
  const { turns } = plan.options;
  const requests = iterationsOf(plan, assumed, which);
  const users = Math.max(
    1,
    plan.starts.reduce((sum, one) => sum + (one.by === 'users' ? one.joins : 0), 0),
  );
  const each = requests / users;
  const of = which === 'worst' ? longestOf : meanOf;
  const opening = of(plan.prompts.map((prompt) => inputTokensOf(prompt, plan, which))) + markTokens[which];
  const envelope = which === 'worst' ? envelopeBytes(plan) : 0;
  const followUp =
    of(followUps.map((user) => inputTokensOf({ id: '', user }, plan, which))) - envelope + aroundMessage[which];
  const cap = of(plan.prompts.map((prompt) => capOf(prompt, plan)));
  const answer = assumed.outputTokens(cap, which);
  return Array.from({ length: turns }, (_, before): RequestGroup => {
    const chats = Math.floor(each / turns);
    const more = Math.min(1, Math.max(0, each - chats * turns - before));
    return {
      requests: users * (chats + more),
      inputTokens: opening + before * (followUp + answer + aroundMessage[which]),
      outputTokens: answer,
    };
  }).filter((group) => group.requests > 0);
}
