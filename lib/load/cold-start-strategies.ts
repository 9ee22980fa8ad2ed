/** What can be done against cold starts; `none` is what the others are held against. */
export const strategyNames = ['none', 'keep-alive', 'pre-warmed', 'smaller-model'] as const;

export type Strategy = (typeof strategyNames)[number];
