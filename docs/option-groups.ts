import type { OptionKey } from '../lib/options/table.ts';

interface OptionGroup {
  title: string;
  keys: OptionKey[];
}

/** The order of docs/options.md: what one needs first comes first. A test holds that no option is left out. */
export const optionGroups: OptionGroup[] = [
  { title: 'Endpoint', keys: ['baseUrl', 'model', 'apiKey', 'apiKeySecret', 'protocol'] },
  {
    title: 'Request',
    keys: [
      'maxTokens',
      'maxTokensField',
      'temperature',
      'stream',
      'extraBody',
      'extraHeaders',
      'timeoutMs',
      'idleTimeoutMs',
    ],
  },
  { title: 'Prompts and answers', keys: ['prompts', 'promptLengths', 'seed', 'tokenBudget'] },
  { title: 'Open load (`ramp`)', keys: ['startRate', 'stages', 'windowMs'] },
  {
    title: 'Closed load (`fixed`, `smoke`)',
    keys: ['users', 'requests', 'maxDurationMs', 'thinkTimeMs', 'maxBackoffMs'],
  },
  { title: 'Steps (`step`)', keys: ['stepUsers', 'stepTimeMs', 'maxUsers'] },
  { title: 'Steady load (`soak`, `spike`, `poisson`)', keys: ['rate', 'durationMs'] },
  { title: 'Chats (`conversation`)', keys: ['turns'] },
  { title: 'Scheduled arrivals (`poisson`, `replay`)', keys: ['burstiness', 'trace', 'speed'] },
  { title: 'Surge (`spike`)', keys: ['surgeRate', 'baselineTimeMs', 'surgeTimeMs', 'recoveryTimeMs'] },
  {
    title: 'Cold starts (`cold-start`)',
    keys: [
      'idleTimeMs',
      'rounds',
      'warmRequests',
      'probeIntervalMs',
      'coldLimitMs',
      'strategies',
      'pingIntervalMs',
      'smallModel',
      'smallBaseUrl',
      'smallPrice',
    ],
  },
  { title: 'Caches (`cache`)', keys: ['repeatShare'] },
  { title: 'Saturation (`step`, `ramp`)', keys: ['saturationMetric', 'stopOnSaturation'] },
  {
    title: 'Limits (`rate-limit-discover`, `token-limit`)',
    keys: ['limitWindowMs', 'tokenVolume', 'smallSize', 'largeSize', 'dailyLimit', 'allowUnknownDaily'],
  },
  { title: 'Any load', keys: ['profile', 'warmupMs', 'maxVus', 'transport'] },
  { title: 'Money', keys: ['price', 'budgetUsd', 'budgetSoft'] },
  { title: 'Verdict and output', keys: ['thresholds', 'out'] },
];
