/** Whether the text is one JSON object that has these keys, in a code fence or without; words around it break it. */
export function hasKeys(text: string, keys: readonly string[]): boolean {
  const json = text
    .trim()
    .replace(/^```(?:json)?\s*/i, '')
    .replace(/\s*```$/, '');
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && keys.every((key) => Object.hasOwn(value, key));
  } catch {
    return false;
  }
}
