/** A whole number from 0, as limits are told; Azure's -1 for "none" is not one. */
export function readCount(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
