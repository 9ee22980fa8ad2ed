import { charactersPerToken } from '../../prompts/estimate-tokens.ts';
import type { Prompt } from '../../protocols/protocol.ts';
import type { Assumptions } from './assumptions.ts';
import type { Case } from './bounds.ts';
import type { PlannedRun } from './planned-run.ts';

/** The chat template of usual models: a few tokens around each message, and those that open the answer. */
const tokensOfMessage = 4;
const tokensOfOpening = 3;

/** English prose at its best; source code and other languages need more tokens than the usual 4 characters each. */
const mostCharactersPerToken = 5;

/**
 * Input tokens of one request. The worst is a token for each byte of its body, which no tokenizer exceeds, and what a
 * budget reserves.
 */
export function inputTokensOf(prompt: Prompt, plan: Pick<PlannedRun, 'boundsOf'>, which: Case): number {
  if (which === 'worst') return plan.boundsOf(prompt).bodyBytes;
  const { system, history = [], user } = prompt;
  const texts = [...(system === undefined ? [] : [system]), ...history.map(({ content }) => content), user];
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  if (which === 'low') return Math.ceil(characters / mostCharactersPerToken);
  return Math.ceil(characters / charactersPerToken) + texts.length * tokensOfMessage + tokensOfOpening;
}

/** What is known of the requests goes before what their text tells. */
export function knownOr(told: number, { inputTokens, from }: Assumptions, which: Case): number {
  if (inputTokens === undefined) return told;
  // Of an earlier run the longest was seen, and a longer one may come.
  return which === 'worst' && from.input === 'earlier run' ? Math.max(told, inputTokens.worst) : inputTokens[which];
}

/** How many tokens may be generated for one prompt, over all its answers. */
export function capOf(prompt: Partial<Prompt>, plan: Pick<PlannedRun, 'boundsOf'>): number {
  return plan.boundsOf({ id: '', user: '', ...prompt }).outputTokens;
}

/** Bytes of a body without a prompt. */
export function envelopeBytes(plan: Pick<PlannedRun, 'boundsOf'>): number {
  return plan.boundsOf({ id: '', user: '' }).bodyBytes;
}
