import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advertisedLimits } from '../../lib/limits/advertised/advertised-limits.ts';

const now = Date.UTC(2026, 0, 27, 18, 0, 0);
const limits = (headers: Record<string, string>, body?: string) => advertisedLimits(headers, body, now);

describe('one header for each field', () => {
  it('OpenAI: put together by dimension, however the names are written', () => {
    const headers = {
      'X-Ratelimit-Limit-Requests': '60',
      'X-Ratelimit-Remaining-Requests': '59',
      'x-ratelimit-reset-requests': '1s',
      'X-Ratelimit-Limit-Project-Tokens': '150000',
      'Content-Type': 'text/event-stream',
    };
    expect(limits(headers)).toEqual([
      { dimension: 'requests', limit: 60, remaining: 59, resetMs: 1000 },
      { dimension: 'project-tokens', limit: 150_000 },
    ]);
  });

  it('Groq: no window is assumed from a name, for it counts requests by the day under the same one', () => {
    const headers = { 'X-Ratelimit-Limit-Requests': '14400', 'X-Ratelimit-Reset-Requests': '2m59.56s' };
    expect(limits(headers)).toEqual([{ dimension: 'requests', limit: 14_400, resetMs: 179_560 }]);
  });

  it('Azure: whole seconds, and -1 is no number', () => {
    const headers = {
      'X-Ratelimit-Limit-Tokens': '-1',
      'X-Ratelimit-Remaining-Tokens': '119946',
      'X-Ratelimit-Reset-Tokens': '60',
      'X-Ms-Region': 'Sweden Central',
    };
    expect(limits(headers)).toEqual([{ dimension: 'tokens', remaining: 119_946, resetMs: 60_000 }]);
  });

  it('Anthropic: points in time, and the limits of its priority tier', () => {
    const headers = {
      'Anthropic-Ratelimit-Requests-Limit': '50',
      'Anthropic-Ratelimit-Requests-Remaining': '49',
      'Anthropic-Ratelimit-Requests-Reset': '2026-01-27T18:00:01Z',
      'Anthropic-Ratelimit-Input-Tokens-Remaining': '30000',
      'Anthropic-Priority-Output-Tokens-Limit': '8000',
      'Anthropic-Organization-Id': 'x',
    };
    expect(limits(headers)).toEqual([
      { dimension: 'requests', limit: 50, remaining: 49, resetMs: 1000 },
      { dimension: 'input-tokens', remaining: 30_000 },
      { dimension: 'priority-output-tokens', limit: 8000 },
    ]);
  });

  it("a point in time counts from the endpoint's own clock where it tells the time", () => {
    const headers = {
      'Anthropic-Ratelimit-Requests-Reset': '2026-01-27T18:30:05Z',
      Date: 'Tue, 27 Jan 2026 18:30:00 GMT',
    };
    expect(limits(headers)).toEqual([{ dimension: 'requests', resetMs: 5000 }]);
  });

  it('Mistral: the window stands in the name; a month has no length of its own', () => {
    const headers = {
      'X-Ratelimit-Limit-Req-Minute': '60',
      'X-Ratelimit-Remaining-Req-Minute': '59',
      'X-Ratelimit-Limit-Tokens-Minute': '500000',
      'X-Ratelimit-Limit-Tokens-Month': '1000000000',
      'X-Ratelimit-Tokens-Query-Cost': '5',
    };
    expect(limits(headers)).toEqual([
      { dimension: 'requests', limit: 60, remaining: 59, windowMs: 60_000 },
      { dimension: 'tokens', limit: 500_000, windowMs: 60_000 },
      { dimension: 'tokens-month', limit: 1_000_000_000 },
    ]);
  });

  it("Mistral's earlier ones, by size, are of tokens", () => {
    const headers = {
      'Ratelimitbysize-Limit': '500000',
      'Ratelimitbysize-Remaining': '499995',
      'Ratelimitbysize-Reset': '35',
      'Ratelimitbysize-Query-Cost': '5',
      'X-Ratelimitbysize-Limit-Minute': '500000',
    };
    expect(limits(headers)).toEqual([
      { dimension: 'tokens', limit: 500_000, remaining: 499_995, resetMs: 35_000 },
      { dimension: 'tokens', limit: 500_000, windowMs: 60_000 },
    ]);
  });

  it('Cerebras: requests of the day, seconds with parts', () => {
    const headers = { 'x-ratelimit-limit-requests-day': '14400', 'x-ratelimit-reset-requests-day': '33011.382867' };
    expect(limits(headers)).toEqual([
      { dimension: 'requests', limit: 14_400, resetMs: 33_011_382.867, windowMs: 86_400_000 },
    ]);
  });

  it.each([
    ['GitHub: seconds since 1970', '1769536860'],
    ['OpenRouter: milliseconds since 1970', '1769536860000'],
    ['seconds from now', '60'],
  ])('%s', (_name, reset) => {
    const headers = { 'X-Ratelimit-Limit': '5000', 'X-Ratelimit-Remaining': '4999', 'X-Ratelimit-Reset': reset };
    expect(limits(headers)).toEqual([{ dimension: 'requests', limit: 5000, remaining: 4999, resetMs: 60_000 }]);
  });

  it("a gateway's limits and those of the API behind it are two, though they be called the same", () => {
    const headers = { 'x-ratelimit-limit-tokens': '1000', 'anthropic-ratelimit-tokens-limit': '80000' };
    expect(limits(headers)).toEqual([
      { dimension: 'tokens', limit: 1000 },
      { dimension: 'tokens', limit: 80_000 },
    ]);
  });

  it('nothing left is a number', () => {
    expect(limits({ 'x-ratelimit-remaining-tokens': ' 0 ' })).toEqual([{ dimension: 'tokens', remaining: 0 }]);
  });

  it('a limit of which nothing can be read is none', () => {
    const headers = {
      'x-ratelimit-limit-tokens': '-1',
      'x-ratelimit-remaining-tokens': 'many',
      'x-ratelimit-reset-tokens': 'soon',
      'x-ratelimit-limit-req-minute': '',
    };
    expect(limits(headers)).toEqual([]);
  });

  it.each(['__proto__', 'constructor', 'toString'])('a dimension called %s is one like any other', (dimension) => {
    expect(limits({ [`x-ratelimit-limit-${dimension}`]: '5' })).toEqual([
      { dimension: dimension.toLowerCase(), limit: 5 },
    ]);
    expect(({} as Record<string, unknown>).limit).toBeUndefined();
  });
});

describe('the IETF draft', () => {
  it('up to 05: delta seconds, policies behind the limit', () => {
    const headers = { 'Ratelimit-Limit': '100, 100;w=10', 'Ratelimit-Remaining': '50', 'Ratelimit-Reset': '7' };
    expect(limits(headers)).toEqual([
      { dimension: 'requests', limit: 100, remaining: 50, resetMs: 7000, windowMs: 10_000 },
    ]);
  });

  it('06: the window is that of the policy with the same quota', () => {
    const headers = {
      'Ratelimit-Limit': '100',
      'Ratelimit-Remaining': '50',
      'Ratelimit-Policy': '1000;w=3600, 100;w=60;comment="a, b; c"',
    };
    expect(limits(headers)).toEqual([{ dimension: 'requests', limit: 100, remaining: 50, windowMs: 60_000 }]);
  });

  it('07: all in one header', () => {
    const headers = { Ratelimit: 'limit=100, remaining=50, reset=5', 'Ratelimit-Policy': '100;w=60' };
    expect(limits(headers)).toEqual([
      { dimension: 'requests', limit: 100, remaining: 50, resetMs: 5000, windowMs: 60_000 },
    ]);
  });

  it('since 08: states by the name of their policy, requests unless it says another unit', () => {
    const headers = {
      Ratelimit: '"permin";r=50;t=30, "tokens";r=900;t=1',
      'Ratelimit-Policy': '"permin";q=60;w=60,"perhr";q=1000;w=3600, "tokens";q=1000;w=60;qu="tokens";pk=:cHJvag==:',
    };
    expect(limits(headers)).toEqual([
      { dimension: 'requests', limit: 60, remaining: 50, resetMs: 30_000, windowMs: 60_000 },
      { dimension: 'requests', limit: 1000, windowMs: 3_600_000 },
      { dimension: 'tokens', limit: 1000, remaining: 900, resetMs: 1000, windowMs: 60_000 },
    ]);
  });

  it('a state without a policy, a policy without a state', () => {
    expect(limits({ Ratelimit: '"default";r=50;t=30' })).toEqual([
      { dimension: 'requests', remaining: 50, resetMs: 30_000 },
    ]);
    expect(limits({ 'Ratelimit-Policy': '"input-tokens";q=50;w=60' })).toEqual([
      { dimension: 'input-tokens', limit: 50, windowMs: 60_000 },
    ]);
    expect(limits({ 'Ratelimit-Policy': '50;w=60' })).toEqual([{ dimension: 'requests', limit: 50, windowMs: 60_000 }]);
  });

  it.each(['', '"', '""', ';;', ',,,', '"a', '"a";r', '"a";r=-1;t=x', 'limit', '"a\\";r=5'])(
    'malformed, as in %j, is ignored',
    (text) => expect(limits({ Ratelimit: text, 'Ratelimit-Policy': text })).toEqual([]),
  );
});

describe('in the body of a refusal', () => {
  const refusal = (details: unknown) => JSON.stringify({ error: { code: 429, status: 'RESOURCE_EXHAUSTED', details } });

  it('Gemini: the quotas at fault, with the time to wait', () => {
    const body = refusal([
      {
        '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
        violations: [
          { quotaId: 'GenerateRequestsPerMinutePerProjectPerModel-FreeTier', quotaValue: '15' },
          { quotaId: 'GenerateContentInputTokensPerModelPerDay-FreeTier', quotaValue: '1000000' },
        ],
      },
      { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '37s' },
    ]);
    expect(limits({}, body)).toEqual([
      { dimension: 'requests', limit: 15, resetMs: 37_000, windowMs: 60_000 },
      { dimension: 'input-tokens', limit: 1_000_000, resetMs: 37_000, windowMs: 86_400_000 },
    ]);
    expect(limits({}, `[${body}]`)).toHaveLength(2);
  });

  it('OpenRouter: the headers that it was refused with', () => {
    const headers = { 'X-RateLimit-Limit': '50', 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '1769536860000' };
    const body = JSON.stringify({ error: { code: 429, message: 'Rate limit exceeded', metadata: { headers } } });
    expect(limits({}, body)).toEqual([{ dimension: 'requests', limit: 50, remaining: 0, resetMs: 60_000 }]);
  });

  it.each<[string, string | undefined]>([
    ['none', undefined],
    ['text', '"details" of what went wrong'],
    ['an answer', '{"choices":[{"message":{"content":"\\"details\\""}}]}'],
    ['details of another type', refusal('x')],
    ['details without a quota', refusal([null, 7, { violations: 'x' }, { violations: [null, { quotaId: 7 }] }])],
    // The wait is told as Retry-After; of what, nobody knows.
    [
      'a time to wait without a quota',
      refusal([{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '9s' }]),
    ],
    ['a quota of which nothing is told', refusal([{ violations: [{ quotaId: 'Some' }] }])],
  ])('%s tells nothing', (_name, body) => expect(limits({}, body)).toEqual([]));
});

it('any headers and any body give whole counts and finite times from 0, and never throw', () => {
  const name = fc.constantFrom(
    'ratelimit',
    'ratelimit-policy',
    'ratelimit-limit',
    'x-ratelimit-reset',
    'x-ratelimit-limit-tokens',
    'anthropic-ratelimit-tokens-reset',
  );
  const value = fc.oneof(
    fc.string(),
    fc.integer().map(String),
    fc.array(fc.constantFrom('"a"', 'b', ';', ',', '=', 'q', 'r=5', 'w=60', '\\', '"')).map((parts) => parts.join('')),
  );
  const body = fc.oneof(
    fc.string(),
    fc.jsonValue().map((details) => JSON.stringify({ error: { details, metadata: details } })),
  );
  fc.assert(
    fc.property(fc.dictionary(name, value), body, (headers, text) => {
      for (const { dimension, ...numbers } of limits(headers, text)) {
        expect(typeof dimension).toBe('string');
        for (const number of Object.values(numbers)) expect(Number.isFinite(number) && number >= 0).toBe(true);
      }
    }),
  );
});
