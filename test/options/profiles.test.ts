import { expect, test } from 'vitest';
import { profileDefaults } from '../../lib/options/profile-defaults.ts';

const defaults = { LLM_STEP_USERS: '10', LLM_WARMUP: '30s' };
const profiles = { gentle: { LLM_STEP_USERS: '5' }, standard: {} };

test('without a profile the defaults are those of the scenario', () => {
  expect(profileDefaults(defaults, profiles, undefined)).toEqual(defaults);
  expect(profileDefaults(defaults, profiles, '')).toEqual(defaults);
});

test('a profile replaces what it names and leaves the rest', () => {
  expect(profileDefaults(defaults, profiles, 'gentle')).toEqual({ LLM_STEP_USERS: '5', LLM_WARMUP: '30s' });
});

test('an unknown profile is refused with those that there are', () => {
  expect(() => profileDefaults(defaults, profiles, 'brutal')).toThrow(
    'LLM_PROFILE=brutal: accepted is one of gentle, standard',
  );
  expect(() => profileDefaults(defaults, profiles, 'toString')).toThrow('LLM_PROFILE=toString: accepted is one of');
  expect(() => profileDefaults(defaults, {}, 'short')).toThrow('LLM_PROFILE=short: this scenario has none');
});
