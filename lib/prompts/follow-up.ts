import type { Message, Prompt } from '../protocols/protocol.ts';
import { seededRandom } from './seeded-random.ts';

export const followUps = [
  'Say that again in simpler words.',
  'Why is that so? Give the main reason.',
  'Give one example of it.',
  'What would be a good argument against it?',
  'Sum up what we have said so far in two sentences.',
  'What should I ask next, and why?',
  'Is there anything in your last answer that you are not sure of?',
  'Now put it as a short message to a friend.',
];

/**
 * What a user of a chat says in a turn: first a prompt of the run's set, then a question about the last answer, with all
 * that was said before as history. The session's name stands at the beginning, so that no session finds another one's
 * words in a prefix cache.
 *
 * @param turn from 1
 */
export function turnPrompt(opening: Prompt, session: string, turn: number, history: Message[], seed: number): Prompt {
  const id = `${opening.id}/${turn}`;
  if (turn === 1) return { ...opening, id, user: `(Talk ${session}) ${opening.user}` };
  const { system, maxTokens } = opening;
  const chosen = Math.floor(seededRandom(seed ^ Math.imul(turn, 0x9e3779b1))() * followUps.length);
  return {
    id,
    user: followUps[chosen] as string,
    history,
    ...(system === undefined ? {} : { system }),
    ...(maxTokens === undefined ? {} : { maxTokens }),
  };
}
