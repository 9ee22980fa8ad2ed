import { describe, expect, it } from 'vitest';
import { isUnbilled, toldUsd } from '../../lib/cost/billing.ts';
import type { Ended } from '../../lib/measure/capture.ts';

const read = { ended: 'terminal', timings: { sent: 1, end: 9 } } as const;

describe('certainly not charged', () => {
  it.each([401, 402, 403, 404, 413, 422, 429, 529])('status %d: turned away unread', (status) => {
    expect(isUnbilled({ status }, read)).toBe(true);
  });

  it.each(['refused', 'dns', 'tls'] satisfies Ended[])('%s: nothing was sent', (ended) => {
    expect(isUnbilled({ status: 0 }, { ended, timings: { end: 1 } })).toBe(true);
  });
});

describe('may have been charged, so that the reservation stays', () => {
  it.each([
    [200, 'an answer'],
    [303, 'a redirect to an answer that is being made'],
    [400, 'Azure charges for what its filter read'],
    [408, 'Azure charges for it'],
    [499, 'we left, and it may have gone on'],
    [500, 'it may have failed after the work'],
    [502, 'a gateway: the work was done behind it'],
    [503, 'a gateway says it too'],
    [504, 'a gateway gave up waiting, and nobody else did'],
  ])('status %d: %s', (status) => expect(isUnbilled({ status }, read)).toBe(false));

  it.each(['timeout', 'reset', 'protocol', 'too_large', 'eof'] satisfies Ended[])('%s before a status', (ended) => {
    expect(isUnbilled({ status: 0 }, { ended, timings: { end: 1 } })).toBe(false);
  });

  it('a broken TLS connection after the request was sent', () => {
    expect(isUnbilled({ status: 0 }, { ended: 'tls', timings: { sent: 5, end: 9 } })).toBe(false);
  });
});

describe('what an exchange is known to have cost', () => {
  it('is its cost where the answer came to its end', () => {
    expect(toldUsd({ status: 200, finish: 'stop', costUsd: 0.5 }, read)).toBe(0.5);
  });

  it('is not known of an answer that was cut, though a count had come: it went on', () => {
    expect(toldUsd({ status: 200, costUsd: 0.5 }, { ...read, ended: 'timeout' })).toBeUndefined();
  });

  it('is not known without usage', () => {
    expect(toldUsd({ status: 200, finish: 'stop' }, read)).toBeUndefined();
  });

  it('is nothing where the request was turned away', () => {
    expect(toldUsd({ status: 429 }, read)).toBe(0);
  });
});
