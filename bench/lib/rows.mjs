import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';

/** The rows of a run: each is metadata of one point in k6's record. */
export async function readRows(file) {
  const rows = [];
  for await (const line of createInterface({ input: createReadStream(file).pipe(createGunzip()) })) {
    if (!line.includes('"row"')) continue;
    const row = JSON.parse(line).data.metadata?.row;
    if (row !== undefined) rows.push(JSON.parse(row));
  }
  return rows;
}
