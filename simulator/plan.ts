import type { FaultSet } from './faults/draw.ts';
import type { SimulatorConfig } from './options.ts';
import { makeAnswer } from './quality/answer.ts';
import type { DefectName } from './quality/defects.ts';
import { readQuestion } from './quality/question.ts';
import { jitterFactor, requestRandom } from './random.ts';
import { tokenText } from './words.ts';

/** The answer to one request, decided before it begins. */
export interface Plan {
  inputTokens: number;
  /** Of these, those that the prefix cache knew. */
  cachedTokens: number;
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

/** What a plan takes from the request. */
export interface Asked {
  inputTokens: number;
  maxTokens?: number;
  /** Text of the last user message. */
  question?: string;
}

/** What the state of the server adds. */
export interface Circumstances {
  cachedTokens?: number;
  defect?: DefectName;
}

export function makePlan(
  config: SimulatorConfig,
  index: number,
  request: Asked,
  faults: FaultSet,
  { cachedTokens = 0, defect }: Circumstances = {},
): Plan {
  const prefillRandom = requestRandom(config.seed, index, 'prefill');
  const lengthRandom = requestRandom(config.seed, index, 'length');
  const gapRandom = requestRandom(config.seed, index, 'gaps');
  const wordRandom = requestRandom(config.seed, index, 'words');

  const { inputTokens } = request;
  const length = Math.max(1, Math.round(config.outputTokens * jitterFactor(lengthRandom, config.outputSpread)));
  const isEmpty = faults.shapes.has('empty');
  const answer = makeAnswer(readQuestion(request.question ?? ''), length, wordRandom, isEmpty ? 'empty' : defect);
  const reasoning = faults.shapes.get('reasoning')?.argument ?? 0;
  const wished = answer.tokens + reasoning;
  const cap = request.maxTokens ?? Number.POSITIVE_INFINITY;
  const prefill = config.prefillMs + config.prefillPerTokenMs * (inputTokens - cachedTokens);

  return {
    inputTokens,
    cachedTokens,
    outputTokens: Math.min(wished, cap),
    reasoningTokens: Math.min(reasoning, cap),
    finish: wished > cap ? 'length' : answer.finish,
    prefillMs: prefill * jitterFactor(prefillRandom, config.prefillJitter),
    gap: () => jitterFactor(gapRandom, config.tokenJitter),
    text: (token) => (token < reasoning ? tokenText(wordRandom, token) : answer.text(token - reasoning)),
  };
}
