/** An endpoint's bytes as one line for a screen: what would end a line or steer a terminal is a blank. */
export function oneLine(text: string): string {
  const printable = Array.from(text, (c) => (c < ' ' || (c >= '\u007f' && c <= '\u009f') ? ' ' : c));
  return printable.join('').replace(/\s+/g, ' ').trim();
}
