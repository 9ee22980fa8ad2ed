import { describe, expect, it } from 'vitest';
import { dailyRefusal } from '../../../lib/limits/discovery/daily-guard.ts';

const minute = { dimension: 'requests', limit: 60, remaining: 59, resetMs: 1000 };
const day = (remaining: number) => ({
  dimension: 'requests',
  limit: 14_400,
  remaining,
  resetMs: (14_400 - remaining) * 6000,
});
const setup = { plannedRequests: 1000, allowUnknown: false };

describe('whether a daily allowance is in danger', () => {
  it('nothing is advertised: what to set is told', () => {
    expect(dailyRefusal([], setup)).toContain('set LLM_DAILY_LIMIT to the requests');
    expect(dailyRefusal([], { ...setup, allowUnknown: true })).toBeUndefined();
    expect(dailyRefusal([], { ...setup, dailyLimit: 5000 })).toBeUndefined();
  });

  it('a limit of the minute says nothing of the day', () => {
    expect(dailyRefusal([minute], setup)).toContain('advertises no daily limit');
    expect(dailyRefusal([minute], { ...setup, allowUnknown: true })).toBeUndefined();
  });

  it('enough for the day needs nothing to be set', () => {
    expect(dailyRefusal([day(14_000)], setup)).toBeUndefined();
  });

  it('below 1.2 × what is planned it stops, whatever is set, and names what would do', () => {
    const why = dailyRefusal([day(1199)], { ...setup, allowUnknown: true, dailyLimit: 1e6 });
    expect(why).toContain('LLM_REQUESTS=1000 needs 1200');
    expect(why).toContain('accepted is LLM_REQUESTS=999 or less');
    expect(dailyRefusal([day(1200)], setup)).toBeUndefined();
  });

  it('less than the smallest discovery needs: no value would do, and that is said', () => {
    expect(dailyRefusal([day(120)], setup)).toContain('accepted is LLM_REQUESTS=100 or less');
    expect(dailyRefusal([day(119)], setup)).toMatch(/the least is LLM_REQUESTS=100, which needs 120: run it when more/);
  });

  it('a window or a name that says so is one too', () => {
    const { resetMs: _, ...plain } = minute;
    expect(dailyRefusal([{ ...plain, windowMs: 86_400_000 }], setup)).toContain('59 requests');
    expect(dailyRefusal([{ ...plain, dimension: 'requests-per-day' }], setup)).toContain('59 requests');
  });
});
