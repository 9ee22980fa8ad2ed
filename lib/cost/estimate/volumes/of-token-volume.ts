import { volumeParts } from '../../../load/token-volume.ts';
import { fillerPrompt } from '../../../prompts/filler.ts';
import type { Assumptions } from '../assumptions.ts';
import type { Case } from '../bounds.ts';
import type { PlannedRun } from '../planned-run.ts';
import type { RequestGroup } from '../request-group.ts';
import { groupOf } from './of-prompts.ts';

/** Their prompt begins with a number of up to ten digits. */
const highestNumber = 9_999_999_999;

/** The same volume as small and as large requests, as many of each as the users manage in a window of the limit. */
export function ofTokenVolume(plan: PlannedRun, assumed: Assumptions, which: Case): RequestGroup[] {
  const { options } = plan;
  return volumeParts(options).map(({ name, size, requests }) => {
    const managed = options.users * Math.ceil(options.limitWindowMs / assumed.answerMs[which]);
    const prompt = { id: name, user: fillerPrompt(size - options.maxTokens, highestNumber) };
    // The sizes are the scenario's own: what other requests had says nothing of them.
    const { inputTokens: _, ...sized } = assumed;
    return groupOf(prompt, which === 'worst' ? requests : Math.min(requests, managed), plan, sized, which);
  });
}
