/** The value if it is an object, else an empty one: lets wire fields be read without asking at every step. */
export function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
