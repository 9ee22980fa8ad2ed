import { describe, expect, it } from 'vitest';
import type { Capture } from '../../lib/measure/capture.ts';
import { measure } from '../../lib/measure/measure.ts';
import { openaiChat } from '../../lib/protocols/openai-chat.ts';
import { captureOf, nothingSeen, piecesAt } from './capture-of.ts';

const measured = (over: Partial<Capture> = {}, context = {}) =>
  measure(captureOf(over), { protocol: openaiChat, streamAsked: true, nowMs: 0, ...context });
const usage = (counts: unknown): Partial<Capture> => ({ usage: [JSON.stringify(counts)] });

describe('a plain stream', () => {
  it('is told in full', () => {
    expect(measured()).toEqual({
      outcome: 'ok',
      status: 200,
      finish: 'stop',
      model: 'm',
      headersMs: 50,
      firstFrameMs: 90,
      firstTokenMs: 100,
      firstAnswerTokenMs: 100,
      lastTokenMs: 120,
      endMs: 130,
      chunks: 3,
      longestGapMs: 10,
      gapP50Ms: 10,
      gapP99Ms: 10,
      tokens: { input: 9, output: 4, source: 'usage' },
      // 20 ms for the 3 tokens after the first.
      timePerOutputTokenMs: 20 / 3,
      tokensPerChunk: 4 / 3,
      text: { text: 'Blue sky.' },
      reused: false,
      comments: 0,
      roleOnlyFirst: true,
      malformedFrames: 0,
    });
  });
});

describe('a part of the tokens that is larger than its whole', () => {
  const cached = (n: number) => ({ prompt_tokens: 10, prompt_tokens_details: { cached_tokens: n } });
  const reasoning = (n: number) => ({ completion_tokens: 5, completion_tokens_details: { reasoning_tokens: n } });

  it('makes both unknown, and leaves the other side alone', () => {
    expect(measured(usage({ ...cached(90), ...reasoning(4) })).tokens).toEqual({
      output: 5,
      reasoning: 4,
      source: 'usage',
    });
    expect(measured(usage({ ...cached(10), ...reasoning(50) })).tokens).toEqual({
      input: 10,
      cached: 10,
      source: 'usage',
    });
  });

  it('leaves nothing where both sides have one, and then the cost is unknown', () => {
    const { tokens, costUsd } = measured(usage({ ...cached(90), ...reasoning(50) }), {
      price: { input: 1, output: 1 },
    });
    expect([tokens, costUsd]).toEqual([undefined, undefined]);
  });
});

describe('the tier of service that answered', () => {
  const tier = (service_tier: unknown) =>
    measured({ extra: { service_tier: JSON.stringify(service_tier) } }).serviceTier;

  it('is told by the name that the endpoint gives it', () => expect(tier('priority')).toBe('priority'));

  it.each([[7], [['priority']], [{ name: 'priority' }], [true]])('is not %j', (value) =>
    expect(tier(value)).toBeUndefined(),
  );
});

describe('what was not seen is absent, never 0', () => {
  it('nothing at all', () => {
    const bare = measure(nothingSeen({ status: 0, ended: 'refused' }), {
      protocol: openaiChat,
      streamAsked: true,
      nowMs: 0,
    });
    expect(bare).toEqual({
      outcome: 'network',
      status: 0,
      endMs: 130,
      chunks: 0,
      text: {},
      reused: false,
      comments: 0,
      roleOnlyFirst: false,
      malformedFrames: 0,
    });
  });

  it('a reused connection has no connection time', () => {
    expect(measured({ reused: true })).not.toHaveProperty('connectMs');
    expect(measured({ timings: { connect: 0, tls: 0, end: 130 } })).not.toHaveProperty('connectMs');
  });

  it('a new one has TCP and TLS together', () => {
    expect(measured({ timings: { connect: 3, tls: 7, end: 130 } }).connectMs).toBe(10);
  });

  it('one chunk has no gap', () => {
    const one = measured({ channels: { text: piecesAt(100) }, pieces: piecesAt(100) });
    expect(Object.keys(one).filter((key) => /gap/i.test(key))).toEqual([]);
  });

  it('no price, no cost', () => expect(measured()).not.toHaveProperty('costUsd'));
});

describe('tokens of a chunk', () => {
  const reasoned = (output: number, reasoning: number) =>
    usage({ completion_tokens: output, completion_tokens_details: { reasoning_tokens: reasoning } });

  it('output tokens by chunks', () => expect(measured(reasoned(6, 0)).tokensPerChunk).toBe(2));

  it('hidden reasoning came in none of them', () => {
    const hidden = measured(reasoned(1003, 1000));
    expect([hidden.tokensPerChunk, hidden.hiddenTokens]).toEqual([1, 1000]);
  });

  it('reasoning that was streamed did', () => {
    const channels = { reasoning: piecesAt(100), text: piecesAt(110, 120) };
    const streamed = measured({ ...reasoned(6, 2), channels });
    expect(streamed.tokensPerChunk).toBe(2);
    expect(streamed).not.toHaveProperty('hiddenTokens');
  });

  it('a running count is exact: of the chunks after the first, whatever was counted before it', () => {
    expect(measured({ ...usage({ completion_tokens: 906 }), counts: { first: 900, last: 906 } }).tokensPerChunk).toBe(
      3,
    );
  });

  it('one chunk alone: by its total', () => {
    const one = { channels: { text: piecesAt(100) }, pieces: piecesAt(100), counts: { first: 4, last: 4 } };
    expect(measured({ ...one, ...usage({ completion_tokens: 4 }) }).tokensPerChunk).toBe(4);
  });

  it('without a count there is none', () => expect(measured({ usage: [] })).not.toHaveProperty('tokensPerChunk'));
});

describe('the first frame holds no token', () => {
  const first = (firstFrame: number) =>
    measured({ roleOnlyFirst: false, timings: { firstFrame, end: 130 } }).roleOnlyFirst;

  it('where it came in an earlier read than one, though it told the usage as well (Anthropic)', () =>
    expect(first(60)).toBe(true));

  it('cannot be told by times where it came with one', () => expect(first(100)).toBe(false));
});

describe('first token and first answer token', () => {
  it('reasoning is generated, and is no answer', () => {
    const thinking = measured({
      channels: { reasoning: piecesAt(100, 110), text: piecesAt(300) },
      pieces: piecesAt(100, 110, 300),
    });
    expect(thinking).toMatchObject({ firstTokenMs: 100, firstAnswerTokenMs: 300 });
  });

  it('reasoning up to the cap: no answer token at all', () => {
    const thinking = measured({
      channels: { reasoning: piecesAt(100, 110) },
      pieces: piecesAt(100, 110),
      finish: 'length',
    });
    expect(thinking.firstTokenMs).toBe(100);
    expect(thinking).not.toHaveProperty('firstAnswerTokenMs');
  });

  it('a tool call or a refusal is an answer; the earliest counts', () => {
    const called = measured({ channels: { tool: piecesAt(150), refusal: piecesAt(120) }, pieces: piecesAt(120, 150) });
    expect(called.firstAnswerTokenMs).toBe(120);
  });

  it('a tool call has its own time beside them, and an answer without one has none', () => {
    const called = measured({
      channels: { reasoning: piecesAt(100), text: piecesAt(300), tool: piecesAt(400, 500) },
      pieces: piecesAt(100, 300, 400, 500),
    });
    expect(called).toMatchObject({ firstTokenMs: 100, firstAnswerTokenMs: 300, firstToolCallMs: 400 });
    expect(measured()).not.toHaveProperty('firstToolCallMs');
  });

  it('a tool call in a body that came whole has no time', () => {
    const whole = measured({ channels: { tool: piecesAt(150) }, pieces: piecesAt(150), body: '{}' });
    expect(whole).not.toHaveProperty('firstToolCallMs');
  });
});

describe('the frame with the finish reason', () => {
  it('has its own time, for it may bring the last token or come after it', () => {
    expect(measured({ timings: { firstFrame: 90, finishFrame: 125, end: 130 } }).finishMs).toBe(125);
  });

  it('has none where the stream was cut before', () => expect(measured()).not.toHaveProperty('finishMs'));
});

describe('time per output token: (last − first) ÷ tokens after the first', () => {
  const span = { channels: { text: piecesAt(100, 300) }, pieces: piecesAt(100, 300) };

  it('tokens come from usage, not from chunks', () => {
    expect(measured({ ...span, ...usage({ prompt_tokens: 9, completion_tokens: 21 }) }).timePerOutputTokenMs).toBe(10);
  });

  it('the tokens of a first chunk that held several are left out where the stream counts', () => {
    const counted = { ...span, counts: { first: 11, last: 21 }, ...usage({ prompt_tokens: 9, completion_tokens: 21 }) };
    expect(measured(counted).timePerOutputTokenMs).toBe(20);
  });

  it('hidden reasoning took place before the first token', () => {
    const hidden = { prompt_tokens: 9, completion_tokens: 121, completion_tokens_details: { reasoning_tokens: 100 } };
    expect(measured({ ...span, ...usage(hidden) }).timePerOutputTokenMs).toBe(10);
  });

  it('streamed reasoning counts like any token', () => {
    const told = { prompt_tokens: 9, completion_tokens: 21, completion_tokens_details: { reasoning_tokens: 10 } };
    const channels = { reasoning: piecesAt(100), text: piecesAt(300) };
    expect(measured({ ...span, channels, ...usage(told) }).timePerOutputTokenMs).toBe(10);
  });

  it.each<[string, Partial<Capture>]>([
    ['one chunk', { channels: { text: piecesAt(100) }, pieces: piecesAt(100) }],
    ['one token', { ...span, ...usage({ prompt_tokens: 9, completion_tokens: 1 }) }],
    ['no usage', { ...span, usage: [] }],
    ['zeros for usage', { ...span, ...usage({ prompt_tokens: 0, completion_tokens: 0 }) }],
    ['a running count that stood still', { ...span, counts: { first: 5, last: 5 } }],
    [
      'more reasoning than output',
      { ...span, ...usage({ completion_tokens: 5, completion_tokens_details: { reasoning_tokens: 50 } }) },
    ],
  ])('absent: %s', (_name, over) => expect(measured(over)).not.toHaveProperty('timePerOutputTokenMs'));
});

describe('tokens and where they come from', () => {
  const { finish: _finish, ...cut } = captureOf({ ended: 'reset' });
  const tokensOf = (over: Partial<Capture>) =>
    measure({ ...cut, ...over }, { protocol: openaiChat, streamAsked: true, nowMs: 0 }).tokens;

  it('a running count that no total confirmed is told as such', () => {
    expect(tokensOf({ usage: [], counts: { first: 1, last: 3 } })).toEqual({ output: 3, source: 'exact' });
  });

  it('the running usage of a cut stream is no total', () => {
    const running = { counts: { first: 1, last: 3 }, ...usage({ prompt_tokens: 9, completion_tokens: 3 }) };
    expect(tokensOf(running)).toEqual({ input: 9, output: 3, source: 'exact' });
    expect(measured(running).tokens).toEqual({ input: 9, output: 3, source: 'usage' });
  });

  it('an output of 0 beside a generated text is a server that does not count: no output, no cost', () => {
    const counted = measured(usage({ prompt_tokens: 9, completion_tokens: 0 }), { price: { input: 1, output: 1 } });
    expect(counted.tokens).toEqual({ input: 9, source: 'usage' });
    expect(counted).not.toHaveProperty('costUsd');
  });

  it('an output of 0 of an empty answer is a count', () => {
    const empty = nothingSeen({ finish: 'stop', ...usage({ prompt_tokens: 9, completion_tokens: 0 }) });
    const { tokens } = measure(empty, { protocol: openaiChat, streamAsked: true, nowMs: 0 });
    expect(tokens).toEqual({ input: 9, output: 0, source: 'usage' });
  });

  it('nothing told, nothing said', () => expect(tokensOf({ usage: [] })).toBeUndefined());
});

describe('the wait that the endpoint asks for', () => {
  it('comes from its headers', () => {
    const refused = nothingSeen({ status: 429, headers: { 'Retry-After': 'Thu, 01 Jan 1970 00:00:07 GMT' } });
    expect(measure(refused, { protocol: openaiChat, streamAsked: true, nowMs: 2000 }).retryAfterSeconds).toBe(5);
  });
});

describe('what the endpoint says of how it answered', () => {
  it.each([
    ['X-Cache', 'HIT', 'hit'],
    ['Cf-Aig-Cache-Status', 'MISS', 'miss'],
    ['X-Portkey-Cache-Status', 'SEMANTIC HIT', 'hit'],
    ['X-Cache', 'Miss from cloudfront', undefined],
    ['X-Cache', 'MISS, MISS', undefined],
    ['X-Cache-Hits', '1', undefined],
  ])('%s: %s is %s', (name, value, found) => {
    expect(measured({ headers: { [name]: value } }).cache).toBe(found);
  });

  it('the time that loading the model took comes in nanoseconds', () => {
    expect(measured(usage({ prompt_tokens: 9, completion_tokens: 2, load_duration: 1_500_000_000 })).loadMs).toBe(1500);
    expect(measured()).not.toHaveProperty('loadMs');
  });

  it('a redirect has a place to go to, other replies have none', () => {
    const headers = { Location: '/v1/x?call=1' };
    const moved = nothingSeen({ status: 303, headers });
    expect(measure(moved, { protocol: openaiChat, streamAsked: true, nowMs: 0 }).location).toBe('/v1/x?call=1');
    expect(measured({ headers })).not.toHaveProperty('location');
  });
});

it('the lateness of this process is handed on', () => {
  expect(measured({ lag: 12 }).lagMs).toBe(12);
  expect(measured()).not.toHaveProperty('lagMs');
});
