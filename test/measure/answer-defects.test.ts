import { describe, expect, it } from 'vitest';
import { defectsOf, type Wanted } from '../../lib/measure/answer-defects/defects.ts';
import { isLoop } from '../../lib/measure/answer-defects/loop.ts';
import { isRefusal } from '../../lib/measure/answer-defects/refusal.ts';
import { isExactly, isNumber } from '../../lib/measure/answer-defects/right-answer.ts';
import { hasKeys } from '../../lib/measure/answer-defects/schema.ts';
import { builtInPrompts } from '../../lib/prompts/built-in.ts';

const said = (text: string, more: Partial<Parameters<typeof defectsOf>[0]> = {}) =>
  ({ outcome: 'ok', finish: 'stop', text: { text }, ...more }) as Parameters<typeof defectsOf>[0];
const sum: Wanted = { form: 'number', answer: '1042' };
const json: Wanted = { form: 'json', keys: ['name', 'year'] };
const open: Wanted = { form: 'open' };

describe('an answer', () => {
  it.each([
    ['a good one', said('1042'), sum, []],
    ['a wrong one', said('1041'), sum, ['wrong']],
    ['nothing', said('', { outcome: 'empty', text: {} }), sum, ['empty']],
    ['white space', said(' \n'), open, ['empty']],
    ['half of it is truncated and not wrong', said('10', { finish: 'length' }), sum, ['truncated']],
    ['a stream that ends without a finish reason', said('10', { outcome: 'truncated' }), sum, ['truncated']],
    [
      'a loop up to the limit is both',
      said('on and '.repeat(30), { finish: 'length' }),
      open,
      ['truncated', 'repeated'],
    ],
    ['a refusal is not also wrong', said("I'm sorry, but I can't help with that."), sum, ['refused']],
    ['a content filter', said('', { finish: 'filter' }), json, ['refused']],
    ['a refusal on its own channel', said('', { text: { refusal: 'no' } }), open, ['refused']],
    ['a tool call is not empty', said('', { text: { tool: 'f{}' } }), open, []],
    ['JSON with its keys', said('{"name":"Ada","year":1999}'), json, []],
    ['JSON without one', said('{"name":"Ada"}'), json, ['schema-broken']],
    [
      'what the prompt expects is missing',
      said('no idea', { checks: { has_content: true, expected: false } }),
      { form: 'known' },
      ['wrong'],
    ],
  ] as const)('%s', (_case, exchange, wanted, found) => {
    expect(defectsOf(exchange, wanted as Wanted)).toEqual(found);
  });

  it.each(['rate_limited', 'timeout', 'network', 'stream_error'] as const)('%s is none', (outcome) => {
    expect(defectsOf(said('', { outcome }), open)).toBeUndefined();
  });
});

describe('a loop', () => {
  it.each([
    ['a phrase again and again', 'and then he went home '.repeat(8)],
    ['after a good beginning', `The harbour lies in the north of the town. ${'It is old. '.repeat(8)}`],
    ['of one letter', 'a'.repeat(60)],
    ['without spaces', '我不知道'.repeat(12)],
  ])('%s', (_case, text) => expect(isLoop(text)).toBe(true));

  it.each([
    ['said twice', 'It rains in the north. It rains in the north.'],
    ['a short list', 'yes no yes no yes no'],
    [
      'a refrain',
      'Row, row, row your boat, gently down the stream. Merrily, merrily, merrily, merrily, life is but a dream.',
    ],
    ['a table of numbers', Array.from({ length: 40 }, (_, i) => `row ${i}`).join(' ')],
    ...builtInPrompts(['medium', 'long']).map(({ id, user }): [string, string] => [id, user]),
  ] as [string, string][])('%s is none', (_case, text) => expect(isLoop(text)).toBe(false));
});

describe('a refusal', () => {
  it.each([
    "I'm sorry, but I can't help with that.",
    'I’m sorry, but I cannot assist with this request.',
    'Unfortunately, I am unable to provide an answer.',
    'As an AI, I have no opinion.',
  ])('%s', (text) => expect(isRefusal(text)).toBe(true));

  it.each([
    '1042',
    'Visitors cannot provide their own boats on the lake.',
    'A quiet town where you can walk for hours. Sorry to those who like noise.',
    `${'It is a long text. '.repeat(30)} I cannot help it.`,
  ])('%s is none', (text) => expect(isRefusal(text)).toBe(false));
});

describe('a right answer', () => {
  it.each(['1042', ' 1042.', '1,042', '**1042**', 'The answer is 1042'])('%s is the number', (text) => {
    expect(isNumber(text, '1042')).toBe(true);
  });
  it.each(['1043', '11042', '10.42', '500 + 542 = 1042', '-1042', ''])('%s is another', (text) => {
    expect(isNumber(text, '1042')).toBe(false);
  });
  it.each(['amber delta 12', '"Amber delta 12."', '`amber  delta 12`'])('%s is exactly that', (text) => {
    expect(isExactly(text, 'amber delta 12')).toBe(true);
  });
  it.each(['amber delta', 'Sure: amber delta 12', 'amber delta 13'])('%s is not', (text) => {
    expect(isExactly(text, 'amber delta 12')).toBe(false);
  });
  it.each(['{"a":1,"b":2}', '```json\n{"a":1,"b":2,"c":3}\n```'])('%s has the keys', (text) => {
    expect(hasKeys(text, ['a', 'b'])).toBe(true);
  });
  it.each(['{"a":1}', 'Here: {"a":1,"b":2}', '{"a":1,"b":2', '[1]', 'null', ''])('%s has not', (text) => {
    expect(hasKeys(text, ['a', 'b'])).toBe(false);
  });
});
