import { describe, expect, it } from 'vitest';
import { type Answer, makeAnswer } from '../../simulator/quality/answer.ts';
import { type DefectName, defectNames, parseDefects, shareAt } from '../../simulator/quality/defects.ts';
import { drawDefect } from '../../simulator/quality/draw-defect.ts';
import { readQuestion } from '../../simulator/quality/question.ts';
import { createRandom, requestRandom } from '../../simulator/random.ts';
import { chat, type Json, start } from './running-simulator.ts';

const sum = 'What is 17 + 25? Answer with the number only.';
const echo = 'Reply with exactly: blue harbour 7';
const json = 'Name a place. Answer as JSON with the keys city, country and year.';

function textOf(answer: Answer): string {
  return Array.from({ length: answer.tokens }, (_, index) => answer.text(index)).join('');
}

const say = (question: string, defect?: DefectName, seed = 1) =>
  textOf(makeAnswer(readQuestion(question), 12, createRandom(seed), defect));

describe('questions with a known answer', () => {
  it.each([
    [sum, { kind: 'sum', answer: '42' }],
    ['Request 7. What is -3 + 1? Answer with the number only. Thank you.', { kind: 'sum', answer: '-2' }],
    [echo, { kind: 'echo', answer: 'blue harbour 7' }],
    ['One.\nReply with exactly: two three\nFour.', { kind: 'echo', answer: 'two three' }],
    [json, { kind: 'json', keys: ['city', 'country', 'year'] }],
    ['Answer as JSON with the keys a, b, and c_d', { kind: 'json', keys: ['a', 'b', 'c_d'] }],
    ['Answer as JSON with the keys name', { kind: 'json', keys: ['name'] }],
    ['What is 17 + 25?', { kind: 'open' }],
    ['', { kind: 'open' }],
  ])('%j is understood', (text, question) => {
    expect(readQuestion(text)).toEqual(question);
  });

  it('are answered right', () => {
    expect(say(sum)).toBe('42');
    expect(say(echo)).toBe('blue harbour 7');
    expect(Object.keys(JSON.parse(say(json)))).toEqual(['city', 'country', 'year']);
  });

  it('others are answered with as many words as asked for', () => {
    expect(say('Tell me about ships').split(' ')).toHaveLength(12);
  });
});

describe('defects', () => {
  it('truncated: half of it, by length', () => {
    const answer = makeAnswer(readQuestion(json), 12, createRandom(1), 'truncated');
    expect(answer.finish).toBe('length');
    expect(say(json).startsWith(textOf(answer))).toBe(true);
    expect(textOf(answer).length).toBeLessThan(say(json).length * 0.8);
  });

  it('empty: nothing', () => {
    expect(say(sum, 'empty')).toBe('');
  });

  it('repeated: one phrase again and again', () => {
    const words = say(sum, 'repeated').trim().split(' ');
    expect(words.length).toBe(40);
    words.forEach((word, index) => {
      expect(word).toBe(words[index % 5]);
    });
  });

  it('refused: the words of a refusal', () => {
    expect(say(sum, 'refused')).toBe("I'm sorry, but I can't help with that.");
  });

  it.each([1, 2, 3, 4, 5, 6])('schema-broken: no JSON with just these keys, seed %d', (seed) => {
    const isWhole = (text: string) => {
      try {
        return Object.keys(JSON.parse(text)).length === 3;
      } catch {
        return false;
      }
    };
    expect([isWhole(say(json, undefined, seed)), isWhole(say(json, 'schema-broken', seed))]).toEqual([true, false]);
  });

  it.each([1, 2, 3, 4, 5, 6])('wrong: another number, other words, seed %d', (seed) => {
    expect(say(sum, 'wrong', seed)).toMatch(/^\d+$/);
    expect(say(sum, 'wrong', seed)).not.toBe('42');
    expect(say(echo, 'wrong', seed)).not.toContain('blue harbour 7');
  });
});

describe('rates of defects', () => {
  it('are a share and a slope above the knee', () => {
    const [wrong, empty] = parseDefects('wrong:0.1+0.4, empty:.2', 0.5);
    expect(wrong).toEqual({ name: 'wrong', base: 0.1, slope: 0.4 });
    expect([0.1, 0.5, 0.75, 1].map((load) => shareAt(wrong as NonNullable<typeof wrong>, load, 0.5))).toEqual([
      0.1, 0.1, 0.2, 0.30000000000000004,
    ]);
    expect(empty).toEqual({ name: 'empty', base: 0.2, slope: 0 });
    expect(parseDefects(' ', 0.5)).toEqual([]);
  });

  it('every defect can have one', () => {
    expect(parseDefects(defectNames.map((name) => `${name}:0.1`).join(), 0.5)).toHaveLength(6);
  });

  it.each([
    ['wrong', /"wrong" is not of the form name:share/],
    ['wrong:', /not of the form/],
    ['wrong:0.1-0.2', /not of the form/],
    ['slow:0.1', /unknown defect "slow": known are truncated, empty/],
    ['wrong:0.1,wrong:0.2', /wrong is given twice/],
    ['wrong:0.6+0.4,empty:0.3', /with every slot taken the shares add up to more than 1/],
  ])('%s is refused with its reason', (text, reason) => {
    expect(() => parseDefects(text, 0.5)).toThrow(reason);
  });

  it('are what is drawn, at most one each time', () => {
    const rates = parseDefects('wrong:0.1+0.4,empty:0.2', 0.5);
    const drawn = (load: number, question: string) =>
      Array.from({ length: 10_000 }, (_, index) =>
        drawDefect(rates, { load, knee: 0.5 }, readQuestion(question), requestRandom(1, index, 'quality')),
      );
    const share = (all: unknown[], name: unknown) => all.filter((one) => one === name).length / all.length;
    expect(share(drawn(0.5, sum), 'wrong')).toBeCloseTo(0.1, 1);
    expect(share(drawn(1, sum), 'wrong')).toBeCloseTo(0.3, 1);
    expect(share(drawn(1, sum), 'empty')).toBeCloseTo(0.2, 1);
    expect(share(drawn(1, 'Tell me'), 'wrong')).toBe(0);
    expect(share(drawn(1, 'Tell me'), 'empty')).toBeCloseTo(0.2, 1);
  });
});

const ask = (content: string) => ({ model: 'm', messages: [{ role: 'user', content }] });

describe('over the wire', () => {
  it('a question is answered in its own length, and cut by max_tokens', async () => {
    const simulator = await start({ outputTokens: 50 });
    const whole = (await (await chat(simulator, ask(echo))).json()) as Json;
    expect(whole.choices[0].message.content).toBe('blue harbour 7');
    const cut = (await (await chat(simulator, { ...ask(echo), max_tokens: 2 })).json()) as Json;
    expect([cut.choices[0].message.content, cut.choices[0].finish_reason]).toEqual(['blue harb', 'length']);
  });

  it('it is the last message of the user that asks', async () => {
    const messages = [
      { role: 'system', content: echo },
      { role: 'user', content: 'Reply with exactly: one' },
      { role: 'assistant', content: 'one' },
      { role: 'user', content: sum },
    ];
    const reply = (await (await chat(await start(), { model: 'm', messages })).json()) as Json;
    expect(reply.choices[0].message.content).toBe('42');
  });

  it('the truth names the defect', async () => {
    const simulator = await start({ defects: 'wrong:1' });
    const reply = (await (await chat(simulator, ask(sum))).json()) as Json;
    expect(reply.choices[0].message.content).not.toBe('42');
    await (await chat(simulator, ask('Tell me'))).text();
    await simulator.idle();
    expect(simulator.truth.map((record) => record.defect)).toEqual(['wrong', undefined]);
  });

  it('they come with load: none for one alone, some once the slots fill', async () => {
    const simulator = await start({ slots: 2, prefillMs: 150, defects: 'empty:0+2', defectKnee: 0.5 });
    await Promise.all([1, 2, 3].map(async () => (await chat(simulator, ask(sum))).text()));
    await (await chat(simulator, ask(sum))).text();
    await simulator.idle();
    const defects = [...simulator.truth].sort((a, b) => a.index - b.index).map((record) => record.defect);
    expect(defects).toEqual([undefined, 'empty', 'empty', undefined]);
  });

  it('a defect that cannot be read keeps the simulator from starting', async () => {
    await expect(start({ defects: 'bad' })).rejects.toThrow(/not of the form/);
  });
});

describe('the time of processing', () => {
  it('is told if so set: from the request to the headers', async () => {
    const simulator = await start({ processingHeader: true, slots: 1, prefillMs: 30 });
    const replies = await Promise.all([1, 2].map(() => chat(simulator)));
    const told = replies.map((reply) => Number(reply.headers.get('openai-processing-ms')));
    await Promise.all(replies.map((reply) => reply.text()));
    await simulator.idle();
    expect(told.sort((a, b) => a - b)).toEqual(
      simulator.truth.map((record) => Math.round(record.slotMs ?? Number.NaN)).sort((a, b) => a - b),
    );
    expect((await chat(await start())).headers.has('openai-processing-ms')).toBe(false);
  });

  it('of an answer in one piece is all of its time', async () => {
    const reply = await chat(await start({ processingHeader: true, prefillMs: 30 }), ask('Tell me'));
    expect(Number(reply.headers.get('openai-processing-ms'))).toBeGreaterThanOrEqual(30);
  });
});
