/** Whatever is estimated: the least that is likely, what is expected, and what it may come to at most. */
export const cases = ['low', 'expected', 'worst'] as const;

export type Case = (typeof cases)[number];

export type Bounds = Record<Case, number>;
