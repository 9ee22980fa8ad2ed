import type { SimulatorOption } from './option.ts';

/** Answers that are worse than they should be, more of them under load. */
export const qualityOptions = [
  {
    name: 'defects',
    kind: 'text',
    default: '',
    brief:
      'share of bad answers, +slope by load above the knee, such as wrong:0.01+0.3,empty:0.02; of truncated, empty, repeated, refused, schema-broken, wrong',
  },
  {
    name: 'defectKnee',
    kind: 'number',
    unit: 'ratio',
    max: 1,
    default: 0.5,
    brief: 'share of slots taken above which defects grow by slope × (share − knee)',
  },
] as const satisfies readonly SimulatorOption[];
