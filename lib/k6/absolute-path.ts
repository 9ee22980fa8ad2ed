/** k6 resolves `open()` against the bundle; people mean the folder they stand in. */
export function absolutePath(path: string): string {
  return path.startsWith('/') || __ENV.PWD === undefined ? path : `${__ENV.PWD}/${path}`;
}
