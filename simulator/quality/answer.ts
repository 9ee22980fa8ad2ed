import type { Random } from '../random.ts';
import { tokenText } from '../words.ts';
import type { DefectName } from './defects.ts';
import type { Question } from './question.ts';

/** What is said, without any reasoning before it. */
export interface Answer {
  tokens: number;
  finish: 'stop' | 'length';
  /** The text of token `index`; to be asked in order, once each. */
  text(index: number): string;
}

/** Long enough that nobody takes it for a short answer said twice. */
const repeatedTokens = 40;
const phraseTokens = 5;

/** A known text in tokens: at most four characters of a word, with the space before it. */
function said(text: string): Answer {
  const tokens = text.match(/\s*\S{1,4}/g) ?? [];
  return { tokens: tokens.length, finish: 'stop', text: (index) => tokens[index] ?? '' };
}

function asJson(keys: readonly string[], random: Random): string {
  return JSON.stringify(Object.fromEntries(keys.map((key) => [key, tokenText(random, 0)])));
}

/** No JSON, JSON among words, or a key left out. */
function brokenJson(keys: readonly string[], random: Random): string {
  const kind = Math.floor(random() * 3);
  if (kind === 0) return asJson(keys, random).slice(0, -1);
  if (kind === 1) return `Here is the JSON: ${asJson(keys, random)}`;
  return asJson(keys.slice(1), random);
}

function wrongText(question: Question, random: Random): string {
  if (question.kind === 'sum') return String(Number(question.answer) + 1 + Math.floor(random() * 9));
  return `${tokenText(random, 0)}${tokenText(random, 1)}${tokenText(random, 2)}`;
}

function repeated(tokens: number, random: Random): Answer {
  const phrase = Array.from({ length: phraseTokens }, () => tokenText(random, 1));
  const text = (index: number) => phrase[index % phraseTokens] ?? '';
  return { tokens: Math.max(tokens, repeatedTokens), finish: 'stop', text };
}

function good(question: Question, length: number, random: Random): Answer {
  if (question.kind === 'sum' || question.kind === 'echo') return said(question.answer);
  if (question.kind === 'json') return said(asJson(question.keys, random));
  return { tokens: length, finish: 'stop', text: (index) => tokenText(random, index) };
}

/** The answer to a question, with the defect that was drawn. `length` is for open ones: tokens. */
export function makeAnswer(question: Question, length: number, random: Random, defect: DefectName | undefined): Answer {
  switch (defect) {
    case 'empty':
      return { tokens: 0, finish: 'stop', text: () => '' };
    case 'refused':
      return said("I'm sorry, but I can't help with that.");
    case 'wrong':
      return said(wrongText(question, random));
    case 'schema-broken':
      return said(brokenJson(question.kind === 'json' ? question.keys : [], random));
    case 'repeated':
      return repeated(length, random);
    case 'truncated': {
      const whole = good(question, length, random);
      return { ...whole, tokens: Math.max(1, Math.floor(whole.tokens / 2)), finish: 'length' };
    }
    case undefined:
      return good(question, length, random);
  }
}
