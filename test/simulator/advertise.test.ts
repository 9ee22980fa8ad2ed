import { describe, expect, it } from 'vitest';
import { type AdvertisedLimit, advertise } from '../../simulator/limits/advertise.ts';

const requests: AdvertisedLimit = {
  dimension: 'requests',
  limit: 60,
  remaining: 59,
  windowMs: 60_000,
  fullMs: 1000,
  moreMs: 1000,
};
const tokens: AdvertisedLimit = {
  dimension: 'tokens',
  limit: 18_000,
  remaining: 15_702,
  windowMs: 60_000,
  fullMs: 7660,
  moreMs: 2,
};
const day: AdvertisedLimit = {
  dimension: 'requests',
  limit: 14_400,
  remaining: 14_370,
  windowMs: 86_400_000,
  fullMs: 179_560,
  moreMs: 5560,
};
const now = Date.UTC(2026, 0, 27, 18, 30, 0);

describe('the headers of', () => {
  it('OpenAI: Go durations until full', () => {
    expect(advertise('openai', [requests, tokens], now)).toEqual({
      'x-ratelimit-limit-requests': '60',
      'x-ratelimit-remaining-requests': '59',
      'x-ratelimit-reset-requests': '1s',
      'x-ratelimit-limit-tokens': '18000',
      'x-ratelimit-remaining-tokens': '15702',
      'x-ratelimit-reset-tokens': '7.66s',
    });
  });

  it('OpenAI: of the minute and the day, the one with less left', () => {
    expect(advertise('openai', [requests, { ...day, remaining: 3 }], now)).toEqual({
      'x-ratelimit-limit-requests': '14400',
      'x-ratelimit-remaining-requests': '3',
      'x-ratelimit-reset-requests': '2m59.56s',
    });
  });

  it('Azure: whole seconds', () => {
    expect(advertise('azure', [tokens], now)).toEqual({
      'x-ratelimit-limit-tokens': '18000',
      'x-ratelimit-remaining-tokens': '15702',
      'x-ratelimit-reset-tokens': '8',
    });
  });

  it('Groq: the requests of the day under the names of OpenAI', () => {
    expect(advertise('groq', [requests, tokens, day], now)).toEqual({
      'x-ratelimit-limit-requests': '14400',
      'x-ratelimit-remaining-requests': '14370',
      'x-ratelimit-reset-requests': '2m59.56s',
      'x-ratelimit-limit-tokens': '18000',
      'x-ratelimit-remaining-tokens': '15702',
      'x-ratelimit-reset-tokens': '7.66s',
    });
  });

  it('Anthropic: a point in time, tokens in thousands', () => {
    expect(advertise('anthropic', [requests, tokens], now)).toEqual({
      'anthropic-ratelimit-requests-limit': '60',
      'anthropic-ratelimit-requests-remaining': '59',
      'anthropic-ratelimit-requests-reset': '2026-01-27T18:30:01Z',
      'anthropic-ratelimit-tokens-limit': '18000',
      'anthropic-ratelimit-tokens-remaining': '16000',
      'anthropic-ratelimit-tokens-reset': '2026-01-27T18:30:08Z',
    });
  });

  it('the IETF draft: policies and states as structured fields, seconds until there is more', () => {
    expect(advertise('ietf-draft', [requests, tokens, day], now)).toEqual({
      'ratelimit-policy': '"requests";q=60;w=60, "tokens";q=18000;w=60;qu="tokens", "requests-per-day";q=14400;w=86400',
      ratelimit: '"requests";r=59;t=1, "tokens";r=15702;t=1, "requests-per-day";r=14370;t=6',
    });
  });

  it('the IETF draft 06: one header for each field, the limit on requests that is felt first', () => {
    expect(advertise('ietf-draft-06', [requests, tokens, day], now)).toEqual({
      'ratelimit-limit': '60',
      'ratelimit-remaining': '59',
      'ratelimit-reset': '1',
      'ratelimit-policy': '60;w=60',
    });
  });

  it('the IETF draft 07: all fields in one header', () => {
    expect(advertise('ietf-draft-07', [requests, tokens], now)).toEqual({
      ratelimit: 'limit=60, remaining=59, reset=1',
      'ratelimit-policy': '60;w=60',
    });
  });

  it('Mistral: the window in the name', () => {
    expect(advertise('mistral', [requests, tokens, day], now)).toEqual({
      'x-ratelimit-limit-req-minute': '60',
      'x-ratelimit-remaining-req-minute': '59',
      'x-ratelimit-limit-tokens-minute': '18000',
      'x-ratelimit-remaining-tokens-minute': '15702',
      'x-ratelimit-limit-req-day': '14400',
      'x-ratelimit-remaining-req-day': '14370',
    });
  });

  it.each([
    'openai',
    'azure',
    'groq',
    'anthropic',
    'mistral',
    'ietf-draft',
    'ietf-draft-06',
    'ietf-draft-07',
    'none',
  ] as const)('%s: none at all without a limit', (family) => {
    expect(advertise(family, [], now)).toEqual({});
  });

  it('nobody: none at all', () => {
    expect(advertise('none', [requests, tokens, day], now)).toEqual({});
  });
});
