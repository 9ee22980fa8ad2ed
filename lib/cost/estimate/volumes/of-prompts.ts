import { pickPrompt } from '../../../prompts/pick-prompt.ts';
import type { Prompt } from '../../../protocols/protocol.ts';
import type { Assumptions } from '../assumptions.ts';
import type { Case } from '../bounds.ts';
import { iterationsOf } from '../iterations.ts';
import type { PlannedRun } from '../planned-run.ts';
import type { RequestGroup } from '../request-group.ts';
import { capOf, inputTokensOf, knownOr } from '../request-tokens.ts';

/** One prompt of the run's set an iteration. */
export function ofPrompts(plan: PlannedRun, assumed: Assumptions, which: Case): RequestGroup[] {
  return groupsOf(iterationsOf(plan, assumed, which), plan, assumed, which);
}

/** Some of them carry a mark in front, so that no cache knows them: `[mh8x2k-1234] `. */
export function ofRepeatedOrFresh(plan: PlannedRun, assumed: Assumptions, which: Case): RequestGroup[] {
  const markTokens = { low: 0, expected: 8 * (1 - plan.options.repeatShare), worst: 24 }[which];
  const isKnown = assumed.inputTokens !== undefined;
  return ofPrompts(plan, assumed, which).map((group) =>
    isKnown ? group : { ...group, inputTokens: group.inputTokens + markTokens },
  );
}

/** So many requests, as prompts are picked: each once before any repeats. */
export function groupsOf(requests: number, plan: PlannedRun, assumed: Assumptions, which: Case): RequestGroup[] {
  const { prompts, options } = plan;
  const rounds = Math.floor(requests / prompts.length);
  const times = new Map<Prompt, number>(prompts.map((prompt) => [prompt, rounds]));
  for (let number = rounds * prompts.length; number < requests; number++) {
    const prompt = pickPrompt(prompts, number, options.seed);
    times.set(prompt, (times.get(prompt) ?? 0) + 1);
  }
  return [...times].flatMap(([prompt, count]) => (count === 0 ? [] : [groupOf(prompt, count, plan, assumed, which)]));
}

export function groupOf(
  prompt: Prompt,
  requests: number,
  plan: PlannedRun,
  assumed: Assumptions,
  which: Case,
): RequestGroup {
  return {
    requests,
    inputTokens: knownOr(inputTokensOf(prompt, plan, which), assumed, which),
    outputTokens: assumed.outputTokens(capOf(prompt, plan), which),
  };
}
