import { describe, expect, it } from 'vitest';
import { describeProbe } from '../../cli/doctor/describe-probe.ts';
import type { Probe } from '../../lib/measure/probe.ts';

const good: Probe = {
  outcome: 'ok',
  status: 200,
  proto: 'HTTP/1.1',
  transport: 'capture',
  protocol: 'openai-chat',
  streamAsked: true,
  modelAsked: 'small',
  model: 'small-2026',
  finish: 'stop',
  frames: 12,
  chunks: 10,
  channels: { text: 10 },
  tokensPerChunk: 2,
  tokensPerSecond: 40,
  tokens: { input: 8, output: 20, source: 'usage' },
  connectMs: 1,
  headersMs: 50,
  firstFrameMs: 60,
  firstTokenMs: 100,
  firstAnswerTokenMs: 100,
  endMs: 500,
  reused: false,
  comments: 0,
  roleOnlyFirst: false,
  malformedFrames: 0,
  limits: [],
};

const lines = (probe: Partial<Probe>): string[] => describeProbe({ ...good, ...probe }).map(({ words }) => words);

describe('what doctor says of a stream', () => {
  it('when all is well', () => {
    expect(lines({})).toEqual([
      'answered: status 200, HTTP/1.1, finish stop, capture transport',
      'served by small-2026, asked for small',
      'stream: 12 frames, 10 chunks (10 text), 2.0 tokens per chunk',
      'usage: 8 tokens in, 20 out',
      'connected 1.00 ms, headers 50.0 ms, first token 100 ms, total 500 ms, 40.0 tokens/s',
      'no rate limit is advertised',
    ]);
  });

  it('with what it cost, where that is known', () => {
    expect(lines({ costUsd: 0.000_12 })).toContain('usage: 8 tokens in, 20 out, $0.00012');
  });

  it('when it reasons before it answers', () => {
    const words = lines({ channels: { reasoning: 4, text: 6 }, firstAnswerTokenMs: 300 }).join('\n');
    expect(words).toContain('10 chunks (4 reasoning, 6 text)');
    expect(words).toContain('first token 100 ms, first of the answer 300 ms');
  });

  it('when it calls a tool', () => {
    const words = lines({ channels: { text: 4, tool: 6 }, firstToolCallMs: 400 }).join('\n');
    expect(words).toContain('10 chunks (4 text, 6 tool)');
    expect(words).toContain('first token 100 ms, first tool call 400 ms, total 500 ms');
  });

  it('when its first frame holds no token, it sends keep-alives, or frames that nobody can read', () => {
    const words = lines({ roleOnlyFirst: true, comments: 3, malformedFrames: 1, firstMalformed: '{"a' });
    expect(words).toContain(
      'the first frame holds no token, only a role or word that it begins: it is not taken for the first token',
    );
    expect(words).toContain('3 keep-alive comments in the stream');
    expect(words).toContain('1 frames that cannot be read, the first: {"a');
  });

  it('nothing when the reply came whole, such as an error', () => {
    const { firstFrameMs: _none, ...whole } = good;
    const words = describeProbe({ ...whole, frames: 1, chunks: 0, channels: {} }).map((check) => check.words);
    expect(words.filter((line) => line.startsWith('stream:'))).toEqual([]);
  });

  it('when it sends no usage', () => {
    const { tokens: _, tokensPerChunk: __, tokensPerSecond: ___, ...silent } = good;
    expect(describeProbe(silent).map(({ words }) => words)).toContain(
      'no usage in the reply: tokens per second and cost will be unknown',
    );
  });

  it('when its usage tells the input alone', () => {
    const { tokensPerChunk: _, tokensPerSecond: __, ...told } = good;
    expect(describeProbe({ ...told, tokens: { input: 9, source: 'usage' } }).map(({ words }) => words)).toContain(
      'usage tells 9 tokens in and none out: tokens per second and cost will be unknown',
    );
  });

  it('when it tells its own times, as Ollama does', () => {
    expect(lines({ serverTimesMs: { load: 1200, eval: 4535.6 } })).toContain(
      'its own times: load 1200 ms, eval 4536 ms',
    );
  });

  it('when it advertises limits', () => {
    const limits = [
      { dimension: 'requests', limit: 100, remaining: 99, resetMs: 600 },
      { dimension: 'tokens', limit: 5, windowMs: 60_000 },
    ];
    expect(lines({ limits })).toContain('limits: 99 of 100 requests, whole again in 600ms; 5 tokens per 1m');
  });

  it('when it refuses the key: the code of a refusal, and what to do', () => {
    const [first] = describeProbe({ ...good, outcome: 'auth', status: 401, message: 'wrong key' });
    expect(first).toMatchObject({ status: 'failed', words: 'auth: status 401, HTTP/1.1: wrong key', exitCode: 6 });
    expect(first?.advice).toContain('LLM_API_KEY');
  });

  it('when nothing is there: nothing is said of a stream', () => {
    const checks = describeProbe({ ...good, outcome: 'network', status: 0, message: 'connection refused' });
    expect(checks).toHaveLength(1);
    expect(checks[0]).toMatchObject({ words: 'network: no response: connection refused', exitCode: 3 });
  });

  it('that was held back until its end', () => {
    expect(lines({ firstTokenMs: 499, lastTokenMs: 500, gapP50Ms: 0 }).join('\n')).toContain('in one burst at the end');
  });

  it('that fell silent in mid-answer', () => {
    expect(lines({ gapP50Ms: 20, longestGapMs: 1500 }).join('\n')).toContain('the stream stalled: silent for 1500 ms');
  });
});
