import { describe, expect, it } from 'vitest';
import { nextAttempt } from '../../lib/measure/not-ready.ts';

const url = 'https://api.example.com/v1/chat/completions';
const next = (answer: Partial<Parameters<typeof nextAttempt>[0]>) =>
  nextAttempt({ outcome: 'http_error', status: 500, ...answer }, url);
const movedTo = (location: string, status = 303) => next({ status, location })?.movedTo;

describe('an endpoint that is not ready', () => {
  it.each([
    ['nothing listens', { outcome: 'network', status: 0 }],
    ['503 Loading model', { outcome: 'overloaded', status: 503 }],
    ['429 ModelNotReadyException', { outcome: 'overloaded', status: 429 }],
    ['502 of a gateway without its server', { outcome: 'http_error', status: 502 }],
  ] as const)('%s: the same again', (_case, answer) => expect(next(answer)).toEqual({}));

  it.each([
    ['an answer', { outcome: 'ok', status: 200 }],
    ['429 of a rate limit', { outcome: 'rate_limited', status: 429 }],
    ['a stream that breaks', { outcome: 'network', status: 200 }],
    ['500', { outcome: 'http_error', status: 500 }],
    ['a time-out: the wait was had', { outcome: 'timeout', status: 0 }],
  ] as const)('%s is none', (_case, answer) => expect(next(answer)).toBeUndefined());
});

describe('a redirect', () => {
  it.each([
    ['/call?id=1', 'https://api.example.com/call?id=1'],
    ['https://api.example.com/call', 'https://api.example.com/call'],
    ['HTTPS://API.example.com/call', 'HTTPS://API.example.com/call'],
    ['//api.example.com/call', 'https://api.example.com/call'],
    ['call', 'https://api.example.com/v1/chat/call'],
    ['?call=1', 'https://api.example.com/v1/chat/completions?call=1'],
  ])('to %s', (location, target) => expect(movedTo(location)).toEqual({ method: 'GET', url: target }));

  it.each([
    'https://other.example.com/call',
    'https://api.example.com.evil.net/call',
    'https://api.example.com@evil.net/call',
    'https://api.example.com:8443/call',
    'http://api.example.com/call',
    '//evil.net/call',
    'javascript:alert(1)',
  ])('to %s is not followed: it would take the key along', (location) => expect(movedTo(location)).toBeUndefined());

  it('307 and 308 keep the request, 301 to 303 fetch', () => {
    expect([301, 302, 303, 307, 308].map((status) => movedTo('/x', status)?.method)).toEqual([
      'GET',
      'GET',
      'GET',
      'POST',
      'POST',
    ]);
  });
});
