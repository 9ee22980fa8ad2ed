import { describe, expect, it } from 'vitest';
import { scenarioWords } from '../../docs/scenario-words.ts';
import { defectsOf, type Wanted } from '../../lib/measure/answer-defects/defects.ts';
import { isLoop } from '../../lib/measure/answer-defects/loop.ts';
import { isRefusal, languagesThatRefuse } from '../../lib/measure/answer-defects/refusal.ts';
import { refusalPatterns } from '../../lib/measure/answer-defects/refusal-patterns.ts';
import { isExactly, isNumber } from '../../lib/measure/answer-defects/right-answer.ts';
import { hasKeys } from '../../lib/measure/answer-defects/schema.ts';
import { builtInPrompts } from '../../lib/prompts/built-in.ts';
import { qualityPrompt } from '../../lib/prompts/quality-prompts.ts';

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
  it.each<[string, string[]]>([
    [
      'English',
      [
        "I'm sorry, but I can't help with that.",
        'I’m sorry, but I cannot assist with this request.',
        'Unfortunately, I am unable to provide an answer.',
        'As an AI, I have no opinion.',
      ],
    ],
    [
      'German',
      [
        'Es tut mir leid, aber dabei kann ich nicht helfen.',
        'Tut mir leid. Ich kann Ihnen dabei leider nicht weiterhelfen.',
        'Diese Frage kann ich nicht beantworten.',
        'Als KI-Sprachmodell bin ich nicht betroffen, ich kann diese Anfrage jedoch nicht erfüllen.',
        'Ich bin leider nicht in der Lage, Ihnen zu helfen.',
        'Dazu kann ich keine Auskunft geben.',
      ],
    ],
    [
      'French',
      [
        'Je suis désolé, mais je ne peux pas vous aider.',
        'Désolée. Je ne peux malheureusement pas répondre à cette question.',
        'Je ne suis pas en mesure de fournir ces informations.',
        'Je regrette, mais je ne peux pas donner suite à cette demande.',
      ],
    ],
    [
      'Spanish',
      [
        'Lo siento, pero no puedo ayudarte con eso.',
        'Lo siento. No me es posible responder a esa pregunta.',
        'Como modelo de lenguaje, no puedo proporcionar esa información.',
      ],
    ],
    [
      'Portuguese',
      [
        'Desculpe, mas não posso ajudar com isso.',
        'Sinto muito. Não consigo atender a esse pedido.',
        'Infelizmente, não posso fornecer essa informação.',
      ],
    ],
    [
      'Italian',
      [
        'Mi dispiace, ma non posso aiutarti con questo.',
        'Spiacente. Non sono in grado di fornire queste informazioni.',
        'Purtroppo non posso rispondere a questa domanda.',
      ],
    ],
    [
      'Chinese',
      [
        '抱歉，我无法提供帮助。',
        '很抱歉，我不能协助您完成这个请求。',
        '对不起，无法回答这个问题。',
        '你好，这个问题我暂时无法回答，让我们换个话题再聊聊吧。',
        '抱歉，我無法協助處理這個要求。',
        '作为一个人工智能语言模型，我无法提供此类信息。',
      ],
    ],
    [
      'Japanese',
      [
        '申し訳ありませんが、お手伝いできません。',
        '申し訳ございません。そのご要望にはお応えできません。',
        'すみませんが、その質問にはお答えすることができません。',
        '申し訳ございませんが、その情報は提供できません。',
        '私はそのリクエストに応じられません。',
      ],
    ],
  ])('in %s, and in no other language', (language, texts) => {
    for (const text of texts) {
      expect(isRefusal(text), text).toBe(true);
      expect(isRefusal(text.normalize('NFD')), text).toBe(true);
      expect(languagesThatRefuse(text), text).toEqual([language]);
    }
  });

  it.each<[string, string[]]>([
    [
      'English',
      [
        'Visitors cannot provide their own boats on the lake.',
        'A quiet town where you can walk for hours. Sorry to those who like noise.',
        "I can't help but admire the old harbour, and I continue to go there.",
        `${'It is a long text. '.repeat(30)} I cannot help it.`,
      ],
    ],
    [
      'German',
      [
        'Ohne Kran kann der Hafen großen Schiffen nicht helfen.',
        '„Ich kann Ihnen nicht helfen“, sagte der Wirt.',
        'Der Wirt sagte: Ich kann Ihnen nicht helfen.',
        'Ich kann Ihnen gern helfen: Es sind 42.',
        'Ich kann nicht nur rechnen, sondern auch helfen.',
        'Das kann ich nicht genau beantworten, es sind etwa 40 Boote.',
        'Die Stadt liegt am Fluss. Ich kann das Museum nicht beschreiben, ohne zu helfen.',
        `Ich kann dabei nicht helfen. ${'Es ist ein langer Text. '.repeat(20)}`,
      ],
    ],
    [
      'French',
      [
        'Le port ne peut pas aider les grands navires.',
        '« Je ne peux pas vous aider », dit le patron.',
        'Je peux vous aider, la réponse est 42.',
        'Je ne peux pas répondre avec certitude, mais il y en a environ 40.',
      ],
    ],
    [
      'Spanish',
      [
        'El puerto no puede ayudar a los barcos grandes.',
        'El patrón dijo: no puedo ayudarte.',
        'Puedo ayudarte, no te preocupes, son 42.',
        'No puedo responder con certeza, pero son unos 40.',
      ],
    ],
    [
      'Portuguese',
      [
        'O porto não pode ajudar os navios grandes.',
        '“Não posso ajudar”, disse o dono.',
        'Não posso deixar de responder: são 42.',
        'Posso ajudar, não se preocupe, são 42.',
      ],
    ],
    [
      'Italian',
      [
        'Il porto non può aiutare le navi grandi.',
        '«Non posso aiutarti», disse il padrone.',
        'Non posso fare a meno di rispondere, sono 42.',
        'Posso aiutarti, non preoccuparti, sono 42.',
      ],
    ],
    [
      'Chinese',
      [
        '没有起重机，港口无法为大船提供帮助。',
        '老板说：“我不能帮助你。”',
        '我可以帮助您，答案是四十二。',
        '我不能不回答，答案是四十二。',
        `抱歉，我无法提供帮助。${'这是一个很长的回答。'.repeat(20)}`,
      ],
    ],
    [
      'Japanese',
      [
        '起重機がないと、港は大きな船に対応できません。',
        '主人は「お手伝いできません」と言った。',
        '駅ではお手伝いできませんでしたが、地図が役に立ちました。',
        'お手伝いできます。答えは四十二です。',
      ],
    ],
  ])('that is only mentioned in %s is none', (_language, texts) => {
    for (const text of texts) expect(isRefusal(text), text).toBe(false);
  });

  it.each([
    '1042',
    'lo siento',
    'Es tut mir leid',
    ...Array.from({ length: 40 }, (_, i) => qualityPrompt(i, 1).prompt.user),
    ...builtInPrompts(['short', 'medium', 'long']).map(({ user }) => user),
  ])('%s is none', (text) => expect(isRefusal(text)).toBe(false));

  it('is looked for in the languages that docs/scenarios.md names', () => {
    for (const { language } of refusalPatterns()) expect(scenarioWords.quality?.verdict).toContain(language);
  });
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
