/** A figure as people read it. */
export const shown = (value) => (Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 2 : 1));

/** What a figure should be: `≤ 5`, `≥ 90`; undefined where nothing was promised. */
export const goalOf = ({ limit, atLeast }) =>
  limit !== undefined ? `≤ ${limit}` : atLeast !== undefined ? `≥ ${atLeast}` : undefined;

export const isMissed = ({ value, limit, atLeast }) => value > limit || value < atLeast;
