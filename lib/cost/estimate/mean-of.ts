export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Lists may be longer than a call has room for arguments. */
export function longestOf(values: readonly number[]): number {
  return values.reduce((longest, value) => Math.max(longest, value), 0);
}
