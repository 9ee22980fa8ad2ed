/**
 * What a file gives that lies beside this one, where the scripts of this package have it, those of a stock k6 too, or where
 * a team may have copied it to. What the CLI says comes first: it knows where the file is. Resolved by k6 itself, since
 * `open` will change whose folder it starts from. Only the init context may look.
 *
 * @param told where the CLI says that it is
 * @param read gives undefined, or throws, for a file that is another one
 */
export function besideScripts<T>(
  file: string,
  told: string | undefined,
  read: (text: string) => T | undefined,
): T | undefined {
  const places = [`./${file}`, `./lib/${file}`, `../../lib/${file}`];
  for (const place of told === undefined ? places : [told, ...places]) {
    try {
      const found = read(open(place === told ? place : import.meta.resolve(place)));
      if (found !== undefined) return found;
    } catch {
      // Not there: a team's own bundle has none unless it was copied.
    }
  }
  return undefined;
}
