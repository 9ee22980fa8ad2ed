import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFrameEvaluator } from '../../lib/measure/evaluate-frames.ts';
import type { FrameRules } from '../../lib/measure/frame-rules.ts';
import { openaiChatFrames } from '../../lib/protocols/openai-chat-frames.ts';

const none: FrameRules = { pieces: [], finish: [], usage: [], error: [], model: [] };

/** Evaluates the frames, the first at 100 ms, each next one 10 ms later. */
function evaluate(rules: Partial<FrameRules>, ...frames: unknown[]) {
  const evaluator = createFrameEvaluator({ ...none, ...rules }, ['text', 'times', 'frames']);
  const ends = frames.map((frame, i) =>
    evaluator.frame(typeof frame === 'string' ? frame : JSON.stringify(frame), 100 + 10 * i),
  );
  return { ...evaluator.result(), ends };
}

describe('pieces', () => {
  const a = { channel: 'x', path: 'a' };

  it('texts of one channel in one frame are one piece, in the order of the rules, then of the elements', () => {
    const pieces = [{ channel: 'x', each: 'list', path: 't' }, a];
    const { text, channels } = evaluate({ pieces }, { a: '3', list: [{ t: '1' }, { t: 5 }, {}, { t: '2' }] });
    expect(text).toEqual({ x: '123' });
    expect(channels.x?.count).toBe(1);
  });

  it('two channels in one frame are one piece over all', () => {
    const { pieces, channels } = evaluate({ pieces: [a, { channel: 'y', path: 'b' }] }, { a: '1', b: '2' }, { b: '3' });
    expect(pieces?.count).toBe(2);
    expect([channels.x?.count, channels.y?.count]).toEqual([1, 2]);
  });

  it('only a non-empty string is one; white space is', () => {
    const { times } = evaluate({ pieces: [a] }, { a: '' }, { a: null }, { a: 0 }, { a: ['t'] }, { a: ' ' });
    expect(times).toEqual({ x: Float64Array.of(140) });
  });

  it('a channel without pieces is absent, and so is the sum', () => {
    expect(evaluate({ pieces: [a] }, { b: 1 })).toMatchObject({ channels: {}, text: {}, times: {} });
    expect(evaluate({ pieces: [a] }, { b: 1 })).not.toHaveProperty('pieces');
  });

  it('what is not asked for is not kept', () => {
    const evaluator = createFrameEvaluator({ ...none, pieces: [a] });
    evaluator.frame('{"a":"1"}', 1);
    expect(evaluator.result()).not.toHaveProperty('text');
    expect(evaluator.result()).not.toHaveProperty('times');
    expect(evaluator.result()).not.toHaveProperty('frames');
  });
});

describe('conditions', () => {
  it.each([
    ['a string', { path: 'type', is: 'delta' }, { type: 'delta' }, { type: 'other' }],
    ['a number, not its text', { path: 'n', is: 1 }, { n: 1 }, { n: '1' }],
    ['one of several values', { path: 'n', is: ['1', 2] }, { n: 2 }, { n: 1 }],
    ['false, which is not absent', { path: 'b', is: false }, { b: false }, {}],
    ['a present value', { path: 'a' }, { a: [1] }, { a: [] }],
  ])('hold for %s', (_title, condition, holds, fails) => {
    const seen = (rule: object, frame: object) =>
      evaluate({ pieces: [{ channel: 'x', path: 't', ...rule }] }, { ...frame, t: 'x' }).pieces !== undefined;
    expect(seen({ when: condition }, holds)).toBe(true);
    expect(seen({ when: condition }, fails)).toBe(false);
    expect(seen({ unless: condition }, holds)).toBe(false);
    expect(seen({ unless: condition }, fails)).toBe(true);
  });

  it('on a rule with each look at the element', () => {
    const pieces = [{ channel: 'x', each: 'list', path: 't', when: { path: 'kind', is: 'yes' } }];
    expect(evaluate({ pieces }, { kind: 'yes', list: [{ t: 'a' }, { t: 'b', kind: 'yes' }] }).text).toEqual({ x: 'b' });
  });
});

describe('paths', () => {
  it.each(['length', 'constructor', '__proto__', 'a.length', 'a.constructor.name', 'toString', 'a.00', 'a.-1', 'a.b'])(
    'do not lead to what is no value of the frame: %s',
    (path) => {
      expect(evaluate({ extra: { it: path } }, { a: ['x'] }).extra).toEqual({});
    },
  );

  it('step through keys that are numbers, objects within arrays, and a key of the name of a method', () => {
    expect(evaluate({ extra: { it: 'a.0.1.toString' } }, { a: [{ 1: { toString: 'x' } }] }).extra).toEqual({
      it: '"x"',
    });
  });
});

describe('single values', () => {
  it('the last finish and the last model that are non-empty strings win', () => {
    const frames = [
      { f: 'stop', m: 'a' },
      { f: null, m: '' },
      { f: 7, m: 'b' },
    ];
    expect(evaluate({ finish: ['f'], model: ['m'] }, ...frames)).toMatchObject({ finish: 'stop', model: 'b' });
  });

  it('within a frame the first value that fits wins, past those that do not', () => {
    const frame = { f: 7, list: [{ f: '' }, { f: 'one' }, { f: 'two' }] };
    expect(evaluate({ finish: ['f', { each: 'list', path: 'f' }] }, frame).finish).toBe('one');
  });

  it('usage: the first and the last that are present', () => {
    expect(evaluate({ usage: ['u', 'v'] }, { u: null, v: 1 }, { u: {}, v: 0 }, { u: 2 }, { u: 3, v: 4 }).usage).toEqual(
      ['1', '3'],
    );
    expect(evaluate({ usage: ['u'] }, { u: 1 }, {}).usage).toEqual(['1']);
  });

  it('extra: the last present one by name', () => {
    expect(evaluate({ extra: { tier: 't' } }, { t: 'flex' }, { t: null }, { t: { a: 1 } }, {}).extra).toEqual({
      tier: '{"a":1}',
    });
  });

  it('error: the first frame whole, at most 4096 characters', () => {
    expect(evaluate({ error: ['e'] }, { e: null }, '{ "e": "first" }', { e: 'second' }).error).toBe('{ "e": "first" }');
    expect(evaluate({ error: ['e'] }, { e: 'x'.repeat(5000) }).error).toHaveLength(4096);
  });
});

describe('counts', () => {
  const rules = { pieces: [{ channel: 'x', path: 't' }], count: ['n', 'm'] };

  it('the count beside the first piece, and the last one anywhere', () => {
    expect(evaluate(rules, { n: 1 }, { t: 'a', n: 3 }, { t: 'b', n: 4 }, { n: 6 }).counts).toEqual({
      first: 3,
      last: 6,
    });
  });

  it('absent if the first piece came without one', () => {
    expect(evaluate(rules, { n: 1 }, { t: 'a', n: 0 }, { t: 'b', n: 4 })).not.toHaveProperty('counts');
  });

  it('a count that is no number gives the next rule its turn', () => {
    expect(evaluate(rules, { t: 'a', n: '7', m: 2 }).counts).toEqual({ first: 2, last: 2 });
  });
});

describe('the end', () => {
  it.each([['END'], [{ done: true }]])('may be a mark or a condition, whichever comes first: %j', (last) => {
    const end = { data: 'END', when: { path: 'done', is: true } };
    const { ends, malformed } = evaluate({ end }, { done: false }, last);
    expect({ ends, malformed }).toEqual({ ends: [false, true], malformed: { n: 0 } });
  });

  it('by its data: no JSON is looked for in it', () => {
    const { ends, frameCount, malformed } = evaluate({ end: { data: '[DONE]' } }, { a: 1 }, '[DONE]');
    expect({ ends, frameCount, malformed }).toEqual({ ends: [false, true], frameCount: 2, malformed: { n: 0 } });
  });

  it('by a condition: the frame that meets it is evaluated first', () => {
    const { ends, text } = evaluate(
      { pieces: [{ channel: 'x', path: 't' }], end: { when: { path: 'done', is: true } } },
      { t: 'a', done: true },
    );
    expect({ ends, text }).toEqual({ ends: [true], text: { x: 'a' } });
  });

  it('after it usage and error still count, and nothing else does', () => {
    const rules = {
      pieces: [{ channel: 'x', path: 't' }],
      finish: ['f'],
      usage: ['u'],
      error: ['e'],
      end: { data: 'END' },
    };
    const { ends, usage, error, frames, frameCount, malformed, ...rest } = evaluate(
      rules,
      'END',
      { t: 'a', f: 'stop', u: 1 },
      { e: 2 },
      'junk',
    );
    expect({ ends, usage, error }).toEqual({ ends: [true, true, true, true], usage: ['1'], error: '{"e":2}' });
    expect({ frames, frameCount, malformed }).toEqual({ frames: ['END'], frameCount: 1, malformed: { n: 0 } });
    expect(rest).not.toHaveProperty('finish');
    expect(rest).not.toHaveProperty('pieces');
  });
});

describe('the first frame', () => {
  const rules = {
    pieces: [{ channel: 'x', path: 't' }],
    finish: ['f'],
    usage: ['u'],
    error: ['e'],
    model: ['m'],
    end: { data: 'END' },
  };

  it.each([
    [{ m: 'model', t: '' }, true],
    [null, true],
    [{ t: 'a' }, false],
    [{ f: 'stop' }, false],
    [{ u: 1 }, false],
    [{ e: 1 }, false],
    ['junk', false],
    ['END', false],
  ])('%j is role-only: %s', (frame, expected) => {
    expect(evaluate(rules, frame, { m: 'model' }).roleOnlyFirst).toBe(expected);
  });

  it('empty data is none', () => {
    expect(evaluate(rules, '', 'x')).toMatchObject({ firstFrame: 110, frameCount: 1, frames: ['x'] });
  });
});

describe('malformed frames', () => {
  it('are counted; the first is kept to 200 characters', () => {
    const { malformed } = evaluate({}, `x${'y'.repeat(300)}`, '{"cut":', 'NaN', '1 2', '1');
    expect(malformed).toEqual({ n: 4, first: `x${'y'.repeat(199)}` });
  });
});

describe('hostile input', () => {
  const keys = [
    'choices',
    'delta',
    'content',
    'usage',
    'error',
    'x_groq',
    'finish_reason',
    'tool_calls',
    '0',
    '__proto__',
    'constructor',
  ];
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: 'large' }, fc.jsonValue(), tie('object'), fc.array(tie('value'), { maxLength: 3 })),
    object: fc.array(fc.tuple(fc.constantFrom(...keys), tie('value')), { maxLength: 5 }).map(
      // Not fromEntries: a `__proto__` key must stay a key, as JSON.parse leaves it.
      (entries) =>
        entries.reduce(
          (all, [key, its]) => Object.defineProperty(all, key, { value: its, enumerable: true, configurable: true }),
          {},
        ),
    ),
  }));

  it('any JSON and any text: never throws, and counts each frame once', () => {
    const frame = fc.oneof(
      value.map((json) => JSON.stringify(json)),
      fc.string({ minLength: 1 }),
    );
    fc.assert(
      fc.property(fc.array(frame), (frames) => {
        const { frameCount, malformed, pieces } = evaluate(openaiChatFrames(), ...frames);
        expect(frameCount).toBe(frames.length);
        expect(malformed.n + (pieces?.count ?? 0)).toBeLessThanOrEqual(frameCount);
      }),
      { numRuns: 300 },
    );
  });

  it('nesting deeper than the engine can write out again: never throws', () => {
    const depth = 100_000;
    const deep = `${'['.repeat(depth)}1${']'.repeat(depth)}`;
    expect(evaluate(openaiChatFrames(), `{"usage":${deep},"error":${deep}}`).frameCount).toBe(1);
  });

  it('many megabytes in one frame', () => {
    const huge = { choices: [{ delta: { content: 'x'.repeat(5_000_000) } }] };
    expect(evaluate(openaiChatFrames(), huge).text?.text).toHaveLength(5_000_000);
  });
});

describe('lines of an event stream that are none of its fields', () => {
  it('are what could not be read where no frame came, the beginning of them kept', () => {
    const { malformed, frameCount } = createFrameEvaluator(none).result(`<html>${'x'.repeat(300)}`);
    expect({ malformed, frameCount }).toEqual({
      malformed: { n: 1, first: `<html>${'x'.repeat(194)}` },
      frameCount: 0,
    });
  });

  it('are nothing beside a frame', () => {
    const evaluator = createFrameEvaluator(none);
    evaluator.frame('{}', 1);
    expect(evaluator.result('foo: 1').malformed).toEqual({ n: 0 });
  });
});

describe('the channels with which an answer ended', () => {
  const pieces = [
    { channel: 'x', path: 'a' },
    { channel: 'y', path: 'b' },
  ];

  it('are those of the last frame with a piece, though others came in the same read', () => {
    const evaluator = createFrameEvaluator({ ...none, pieces });
    for (const frame of ['{"a":"1"}', '{"b":"2"}', '{"c":"3"}']) evaluator.frame(frame, 100);
    expect(evaluator.result().lastChannels).toEqual(['y']);
  });

  it('may be several, or none', () => {
    expect(evaluate({ pieces }, { b: '1' }, { a: '1', b: '2' }).lastChannels.sort()).toEqual(['x', 'y']);
    expect(evaluate({ pieces }, { c: '1' }).lastChannels).toEqual([]);
  });
});
