import { describe, expect, it } from 'vitest';
import { resolveConfig } from '../../simulator/config.ts';
import { type SimulatorOption, simulatorOptions } from '../../simulator/options.ts';
import { presets } from '../../simulator/presets.ts';

describe('settings', () => {
  it('what is not given has its default, what has none is absent', () => {
    const config = resolveConfig({ slots: 3 });
    expect(config).toMatchObject({ host: '127.0.0.1', port: 0, slots: 3, tokenMs: 20 });
    expect('apiKey' in config).toBe(false);
  });

  it('numbers may come as text, as flags bring them', () => {
    expect(resolveConfig({ slots: '8', tokenMs: '12.5' })).toMatchObject({ slots: 8, tokenMs: 12.5 });
  });

  it('true and false may come as text, too', () => {
    expect(resolveConfig({ startCold: 'true', coldStartMs: 1 }).startCold).toBe(true);
    expect(resolveConfig({ tellLoadTime: 'false' }).tellLoadTime).toBe(false);
  });

  it.each([
    [{ slots: 0 }, 'simulator option slots is 0: accepted is a whole number of at least 1 (requests)'],
    [{ slots: 1.5 }, 'simulator option slots is 1.5: accepted is a whole number of at least 1 (requests)'],
    [{ tokenMs: 'fast' }, 'simulator option tokenMs is "fast": accepted is a number of at least 0.001 (ms)'],
    [{ port: '' }, 'simulator option port is "": accepted is a whole number of at least 0'],
    [{ roleChunk: 'late' }, 'simulator option roleChunk is "late": accepted is one of early, first-token, joined'],
    [{ startCold: 'yes' }, 'simulator option startCold is "yes": accepted is true or false'],
    [{ defectKnee: 1.5 }, 'simulator option defectKnee is 1.5: accepted is a number from 0 to 1 (ratio)'],
    [{ truthFile: 7 }, 'simulator option truthFile is 7: accepted is a text'],
  ])('%o is refused with what is accepted', (given, message) => {
    expect(() => resolveConfig(given)).toThrow(message);
  });

  it.each([
    [{ requestsPerMinute: 5, requestsPerWindow: 5 }, 'give requestsPerMinute or requestsPerWindow, not both'],
    [{ requestsPerMinute: 5, windowMs: 2000 }, 'requestsPerMinute is for a windowMs of 60000, not 2000'],
    [{ requestsBurst: 5 }, 'requestsBurst needs requestsPerWindow'],
    [{ tokensBurst: 5 }, 'tokensBurst needs tokensPerWindow'],
    [{ tokenLimitKind: 'fixed-window' }, 'tokenLimitKind needs tokensPerWindow'],
    [{ requestsPerWindow: 5, requestsBurst: 5, limitKind: 'fixed-window' }, 'requestsBurst is the size of a bucket'],
    [{ tokensPerWindow: 5, tokensBurst: 5, tokenLimitKind: 'fixed-window' }, 'tokensBurst is the size of a bucket'],
    [{ requestsPerDayRemaining: 5 }, 'requestsPerDayRemaining needs requestsPerDay'],
    [{ requestsPerDay: 4, requestsPerDayRemaining: 5 }, 'requestsPerDayRemaining 5 is more than requestsPerDay 4'],
    [{ startCold: true }, 'startCold needs coldStartMs'],
    [{ unloadAfterMs: 5 }, 'unloadAfterMs needs coldStartMs'],
    [{ coldStartMs: 5 }, 'coldStartMs needs startCold or unloadAfterMs'],
    [{ tokenCharge: 'reservation' }, 'tokenCharge needs tokensPerWindow'],
    [{ semanticHitRate: 0.5 }, 'semanticHitRate needs semanticCacheEntries'],
    [{ coldStartReply: '503' }, 'coldStartReply needs coldStartMs'],
    [{ advertise: 'none', advertisedFactor: 2 }, 'advertisedFactor with advertise none: nothing is told'],
    [{ retryAfter: 'none', retryAfterFactor: 2 }, 'retryAfterFactor with retryAfter none: nothing is told'],
  ])('%j contradict each other or say nothing', (given, message) => {
    expect(() => resolveConfig(given)).toThrow(`simulator options: ${message}`);
  });

  it('what was resolved can be resolved again', () => {
    const config = resolveConfig({ requestsPerMinute: 5 });
    expect(resolveConfig(config)).toEqual(config);
  });

  it('an unknown name is refused', () => {
    expect(() => resolveConfig({ slot: 3 })).toThrow(/^unknown simulator option slot: known are host, port, /);
  });

  it('every default and every preset is accepted by its own rule', () => {
    const defaults = simulatorOptions.map((option: SimulatorOption) => [option.name, option.default]);
    expect(() => resolveConfig(Object.fromEntries(defaults))).not.toThrow();
    for (const preset of Object.values(presets)) expect(() => resolveConfig(preset)).not.toThrow();
  });

  it('every option has a line of text without a trailing stop', () => {
    for (const option of simulatorOptions) expect(option.brief).toMatch(/^[a-z/].*[^.]$/);
  });
});
