import { describe, expect, it } from 'vitest';
import { blockKeys } from '../../simulator/cache/block-keys.ts';
import { createPrefixCache } from '../../simulator/cache/prefix-cache.ts';
import { createSemanticCache, semanticKey } from '../../simulator/cache/semantic-cache.ts';
import { createRandom } from '../../simulator/random.ts';
import { chat, eventsOf, prompt, start, streamed, textOf } from './running-simulator.ts';

/** Text of so many blocks; texts of different letters differ from the first on. */
const blocks = (letter: string, count: number) => letter.repeat(64 * count);

describe('keys of blocks', () => {
  it('whole blocks have one, but never the one with the last character', () => {
    expect([0, 64, 65, 128, 129, 200].map((length) => blockKeys('x'.repeat(length)).length)).toEqual([
      0, 0, 1, 1, 2, 3,
    ]);
  });

  it('a key stands for all that comes before, too', () => {
    const [, one] = blockKeys(`${blocks('a', 1)}${blocks('c', 1)}.`);
    const [, other] = blockKeys(`${blocks('b', 1)}${blocks('c', 1)}.`);
    expect(one).not.toBe(other);
  });

  it('a hundred thousand prompts that differ in one character have as many keys', () => {
    const keys = Array.from({ length: 100_000 }, (_, index) => blockKeys(String(index).padStart(65, '0'))[0]);
    // the last character is in no block, so ten of them share one
    expect(new Set(keys).size).toBe(10_000);
  });
});

describe('the prefix cache', () => {
  it('knows as much of a prompt as an earlier one shares with it, in steps of 16 tokens', () => {
    const cache = createPrefixCache(1000);
    expect(cache.take(`${blocks('a', 3)}end`)).toBe(0);
    expect(cache.take(`${blocks('a', 3)}end`)).toBe(48);
    expect(cache.take(`${blocks('a', 2)}${blocks('b', 5)}`)).toBe(32);
    expect(cache.take(blocks('b', 5))).toBe(0);
  });

  it('forgets the prompt that was used longest ago', () => {
    const cache = createPrefixCache(4 * 16);
    cache.take(`${blocks('a', 2)}.`);
    cache.take(`${blocks('b', 2)}.`);
    cache.take(`${blocks('a', 2)}.`);
    cache.take(`${blocks('c', 2)}.`);
    expect(cache.take(`${blocks('a', 2)}.`)).toBe(32);
    expect(cache.take(`${blocks('b', 2)}.`)).toBe(0);
  });

  it('of a prompt that is too long keeps the beginning', () => {
    const cache = createPrefixCache(2 * 16);
    cache.take(`${blocks('a', 9)}.`);
    expect(cache.take(`${blocks('a', 9)}.`)).toBe(32);
  });
});

describe('the semantic cache', () => {
  const always = () => 0;

  it('takes prompts for the same that differ in case and white space, not in model or length limit', () => {
    const key = semanticKey({ model: 'm', prompt: ' What  is\nthis? ' });
    expect(key).toBe(semanticKey({ model: 'm', prompt: 'what is this?' }));
    expect(key).not.toBe(semanticKey({ model: 'n', prompt: 'what is this?' }));
    expect(key).not.toBe(semanticKey({ model: 'm', prompt: 'what is this?', maxTokens: 5 }));
  });

  it('forgets the answer that was used longest ago', () => {
    const cache = createSemanticCache(2, 1);
    cache.put('a', { index: 1 });
    cache.put('b', { index: 2 });
    cache.find('a', always);
    cache.put('c', { index: 3 });
    expect(['a', 'b', 'c'].map((key) => cache.find(key, always)?.index)).toEqual([1, undefined, 3]);
  });

  it('answers the share of repeated prompts that it is set to', () => {
    const cache = createSemanticCache(2, 0.3);
    const random = createRandom(1);
    cache.put('a', { index: 1 });
    const hits = Array.from({ length: 10_000 }, () => cache.find('a', random)).filter(Boolean).length;
    expect(hits / 10_000).toBeCloseTo(0.3, 1);
  });
});

describe('cached input', () => {
  const long = { ...streamed, messages: [{ role: 'user', content: 'x'.repeat(1600) }] };

  it('is told in usage and saves its part of the prefill', async () => {
    const simulator = await start({ prefixCacheTokens: 10_000, prefillMs: 1, prefillPerTokenMs: 0.1 });
    const cached = [];
    for (let index = 0; index < 2; index += 1) {
      const events = eventsOf(await (await chat(simulator, long)).text());
      cached.push(events.at(-2).usage.prompt_tokens_details.cached_tokens);
    }
    await simulator.idle();
    expect(cached).toEqual([0, 384]);
    expect(simulator.truth.map((record) => record.cachedTokens)).toEqual([0, 384]);
    const prefill = simulator.truth.map((one) => (one.firstTokenScheduledMs ?? 0) - (one.slotMs ?? 0));
    expect(prefill[0]).toBeCloseTo(1 + 400 * 0.1, 2);
    expect(prefill[1]).toBeCloseTo(1 + 16 * 0.1, 2);
  });

  it('is 0 without a cache, and no word of it in the truth', async () => {
    const simulator = await start();
    await (await chat(simulator, long)).text();
    const events = eventsOf(await (await chat(simulator, long)).text());
    expect(events.at(-2).usage.prompt_tokens_details.cached_tokens).toBe(0);
    await simulator.idle();
    expect(simulator.truth[1]).not.toHaveProperty('cachedTokens');
  });
});

describe('a repeated prompt', () => {
  const cacheOn = { semanticCacheEntries: 10, semanticCacheMs: 2, prefillMs: 80, outputTokens: 20 };

  it('is answered with the same words by neither slot nor limit', async () => {
    const simulator = await start({ ...cacheOn, slots: 1, requestsPerWindow: 1, outputSpread: 0.5 });
    const first = await chat(simulator);
    const words = textOf(eventsOf(await first.text()));
    await simulator.idle();
    const second = await chat(simulator);
    expect([first, second].map((reply) => reply.headers.get('x-cache'))).toEqual(['MISS', 'HIT']);
    expect(textOf(eventsOf(await second.text()))).toBe(words);
    expect((await chat(simulator, { ...prompt, model: 'other' })).status).toBe(429);
    await simulator.idle();
    const hit = simulator.truth[1];
    expect(hit).toMatchObject({ semanticHit: true, outcome: 'ok' });
    expect(hit).not.toHaveProperty('slotMs');
    expect(hit?.lastTokenScheduledMs).toBeLessThan(cacheOn.prefillMs);
  });

  it('in one piece as well', async () => {
    const simulator = await start(cacheOn);
    const first = await (await chat(simulator, prompt)).json();
    await simulator.idle();
    const second = await chat(simulator, prompt);
    expect(second.headers.get('x-cache')).toBe('HIT');
    expect(await second.json()).toMatchObject({ choices: (first as { choices: unknown }).choices });
  });

  it('is not answered from what a fault has spoilt', async () => {
    const simulator = await start(cacheOn);
    await (await chat(simulator, streamed, { 'x-sim-fault': 'empty' })).text();
    await simulator.idle();
    expect((await chat(simulator)).headers.get('x-cache')).toBe('MISS');
  });

  it('without a cache there is no header', async () => {
    expect((await chat(await start())).headers.has('x-cache')).toBe(false);
  });
});
