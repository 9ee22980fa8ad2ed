/** A figure as people read it. */
export const shown = (value) => (Number.isInteger(value) ? String(value) : value.toFixed(Math.abs(value) < 10 ? 2 : 1));

/** A cell of a table; two numbers in one are ours and that of whom we stand beside. */
export function cellOf(value) {
  if (Array.isArray(value)) return value.map(cellOf).join(' / ');
  if (value === undefined || value === null) return '–';
  return typeof value === 'number' ? shown(value) : value;
}

/** What a figure should be: `≤ 5`, `≥ 90`; undefined where nothing was promised. */
export const goalOf = ({ limit, atLeast }) =>
  limit !== undefined ? `≤ ${limit}` : atLeast !== undefined ? `≥ ${atLeast}` : undefined;

export const isMissed = ({ value, limit, atLeast }) => value > limit || value < atLeast;
