import type { FaultSet } from './faults/draw.ts';
import type { SimulatorConfig } from './options.ts';
import { jitterFactor, requestRandom } from './random.ts';
import { tokenText } from './words.ts';

/** The answer to one request, decided before it begins. */
export interface Plan {
  inputTokens: number;
  /** All tokens, reasoning included. */
  outputTokens: number;
  reasoningTokens: number;
  finish: 'stop' | 'length';
  prefillMs: number;
  /** Steps from token `index − 1` to `index`, see `Job`. */
  gap(index: number): number;
  /** The text of token `index`; to be asked in order, once each. */
  text(index: number): string;
}

/** Stated rule, so that clients can check it: four characters (UTF-16 units) of the prompt's text are one token. */
export function countInputTokens(characters: number): number {
  return Math.max(1, Math.ceil(characters / 4));
}

export function makePlan(
  config: SimulatorConfig,
  index: number,
  request: { characters: number; maxTokens?: number },
  faults: FaultSet,
): Plan {
  const prefillRandom = requestRandom(config.seed, index, 'prefill');
  const lengthRandom = requestRandom(config.seed, index, 'length');
  const gapRandom = requestRandom(config.seed, index, 'gaps');
  const wordRandom = requestRandom(config.seed, index, 'words');

  const inputTokens = countInputTokens(request.characters);
  const length = Math.round(config.outputTokens * jitterFactor(lengthRandom, config.outputSpread));
  const answer = faults.shapes.has('empty') ? 0 : Math.max(1, length);
  const reasoning = faults.shapes.get('reasoning')?.argument ?? 0;
  const wished = answer + reasoning;
  const cap = request.maxTokens ?? Number.POSITIVE_INFINITY;
  const prefill = config.prefillMs + config.prefillPerTokenMs * inputTokens;

  return {
    inputTokens,
    outputTokens: Math.min(wished, cap),
    reasoningTokens: Math.min(reasoning, cap),
    finish: wished > cap ? 'length' : 'stop',
    prefillMs: prefill * jitterFactor(prefillRandom, config.prefillJitter),
    gap: () => jitterFactor(gapRandom, config.tokenJitter),
    text: (token) => tokenText(wordRandom, token === reasoning ? 0 : token),
  };
}
