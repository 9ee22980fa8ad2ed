const longest = 60;

/** A name out of a file that may hold anything: short, and without what moves a cursor. */
export function shown(name: string): string {
  const plain = name.replace(/\p{C}/gu, '?');
  return plain.length <= longest ? plain : `${plain.slice(0, longest - 1)}…`;
}
