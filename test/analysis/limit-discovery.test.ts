import { describe, expect, it } from 'vitest';
import { limitDiscovery } from '../../lib/analysis/limit-discovery.ts';
import type { RateLimit } from '../../lib/limits/rate-limit.ts';
import type { Row } from '../../lib/measure/row.ts';
import { discover, type Endpoint, type Limit } from '../limits/discovery/limited-endpoint.ts';
import { rowWith } from './simulated-run.ts';

const minute = 60_000;
const plan = {
  windowMs: minute,
  mostSenders: 16,
  mostRequests: 3000,
  mostTokens: 1_000_000,
  endMs: 20 * minute,
  sizes: { small: 20, large: 500, largest: 8000 },
};
const bucket = (amount: number): Limit => ({ kind: 'token-bucket', amount, periodMs: minute });

/** What the rows of a discovery say: first the limit on requests, then that on tokens. */
function findingsOf(endpoint: Endpoint, advertised: RateLimit[] = []) {
  const { outputTokens = 4, maxTokens = 5 } = endpoint;
  const first = rowWith({ labels: { advertised: JSON.stringify(advertised), window_ms: minute } });
  const rows = discover({ ...endpoint, outputTokens, maxTokens }, plan, 1).runs.flatMap(({ size, events }, run) =>
    events.map(
      ({ batch, sentMs, endMs, accepted }): Row =>
        rowWith({
          labels: { run, size, batch, cap: maxTokens },
          start_ms: sentMs,
          end_ms: endMs - sentMs,
          ...(accepted
            ? { tokens: { input: size, output: outputTokens, source: 'usage' } }
            : { outcome: 'rate_limited', status: 429 }),
        }),
    ),
  );
  const [requests, tokens] = limitDiscovery([first, ...rows]);
  if (requests === undefined || tokens === undefined) throw new Error('two findings are wanted');
  return { requests, tokens };
}

const told = (limit: number): RateLimit[] => [{ dimension: 'tokens', limit, remaining: limit, windowMs: minute }];
const near = (value: number | undefined, truth: number) =>
  expect(Math.abs((value ?? 0) / truth - 1)).toBeLessThanOrEqual(0.05);

describe('a limit on tokens', () => {
  it('is one number where usage and reservation are the same within 2 %, and that is said', () => {
    const { tokens } = findingsOf({ requests: bucket(200), tokens: bucket(20_000) }, told(20_000));
    near(tokens.values.tokens_per_minute, 20_000);
    expect(tokens.values.reserved_tokens_per_minute).toBeUndefined();
    expect(tokens.level).toBe('info');
    expect(tokens.says).toMatch(/^Tokens are limited to \d+ tokens a minute by a token bucket that holds \d+; advert/);
    expect(tokens.because).toContainEqual(expect.stringContaining('it is the same limit within 2 %'));
  });

  it('charged by reservation: both bounds, which of them holds, and why', () => {
    const endpoint: Endpoint = { tokens: bucket(20_000), maxTokens: 200, charge: 'reservation' };
    const { requests, tokens } = findingsOf(endpoint, told(20_000));
    // 500 + 4 are used of the 500 + 200 that are reserved.
    near(tokens.values.tokens_per_minute, 14_400);
    near(tokens.values.reserved_tokens_per_minute, 20_000);
    expect(tokens.values.is_charged_by_reservation).toBe(1);
    expect(tokens.says).toMatch(/^Tokens are limited to 14\d{3} a minute if charged by usage, (19|20)\d{3} if charged/);
    expect(tokens.says).toContain('it is charged by reservation; advertised are 20000 per 60 s, as found.');
    expect(tokens.because).toContain('requests used 72 % of the tokens that they reserved');
    expect(tokens.level).toBe('info');
    expect(requests.says).toMatch(/^No limit on requests was found/);
  });

  it('charged by usage: the same two bounds, and the other one holds', () => {
    const { tokens } = findingsOf({ tokens: bucket(20_000), maxTokens: 200 }, told(20_000));
    near(tokens.values.tokens_per_minute, 20_000);
    near(tokens.values.reserved_tokens_per_minute, 27_800);
    expect(tokens.values.is_charged_by_reservation).toBe(0);
    expect(tokens.says).toContain('it is charged by usage; advertised are 20000 per 60 s, as found.');
  });

  it('of a window is told with both quotas', () => {
    const tokens: Limit = { kind: 'fixed-window', amount: 20_000, periodMs: minute };
    const { says } = findingsOf({ tokens, maxTokens: 200, charge: 'reservation' }).tokens;
    expect(says).toMatch(
      /, by a fixed window: 14\d{3} or (19|20)\d{3} every (59|60)(\.\d)? s; it is charged by reserv/,
    );
  });

  it('that requests of one size alone met: which bound holds is not known, and what would tell', () => {
    const endpoint: Endpoint = {
      requests: bucket(50),
      tokens: bucket(20_000),
      maxTokens: 200,
      charge: 'reservation',
    };
    const { tokens } = findingsOf(endpoint, told(20_000));
    near(tokens.values.reserved_tokens_per_minute, 20_000);
    expect(tokens.values.is_charged_by_reservation).toBeUndefined();
    expect(tokens.says).toContain('which of them is not known; advertised are 20000 per 60 s, as found if charged by');
    expect(tokens.because).toContainEqual(expect.stringContaining('a smaller LLM_MAX_TOKENS brings the two together'));
    expect(findingsOf(endpoint).tokens.says).toContain('which of them is not known; none is advertised.');
  });

  it('advertised as another than either bound is a warning', () => {
    const endpoint: Endpoint = { tokens: bucket(20_000), maxTokens: 200, charge: 'reservation' };
    const { tokens } = findingsOf(endpoint, told(40_000));
    expect(tokens.level).toBe('warning');
    expect(tokens.says).toContain('which is not what was found');
  });
});

it('a discovery that did not begin says why, and finds nothing', () => {
  const first = rowWith({ labels: { advertised: '[]', window_ms: minute, refusal: 'no daily limit is known' } });
  expect(limitDiscovery([first])).toMatchObject([
    {
      name: 'not begun',
      level: 'undecided',
      says: 'Nothing was looked for: it might have used up what may be sent today.',
      because: ['no daily limit is known'],
      values: {},
    },
  ]);
});
