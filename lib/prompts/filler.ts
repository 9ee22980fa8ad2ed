import { charactersPerToken } from './estimate-tokens.ts';

const question = 'Answer with one word: yes.';
const filler = 'This line is of no importance. ';

/** A prompt of about so many tokens that asks for a short answer. It begins with its number, so that no cache knows it. */
export function fillerPrompt(tokens: number, number: number): string {
  const head = `(${number}) `;
  const room = tokens * charactersPerToken - head.length - question.length;
  return head + filler.repeat(Math.max(0, Math.floor(room / filler.length))) + question;
}
