/** Cut between words: the half of a key that an endpoint quotes would not be recognised as one. */
export function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= 200 ? line : `${line.slice(0, 201).replace(/\S*$/, '').trimEnd()}…`;
}
