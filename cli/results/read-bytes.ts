import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';

/** Large enough that what is done once a block does not show. */
const blockBytes = 1024 * 1024;

/** How the bytes of an input ended. */
export type BytesEnd =
  /** Where they should. */
  | 'whole'
  /** Packed, and cut short: what was packed before the cut has been given. */
  | 'cut'
  /** Packed, and not as gzip packs: what came before has been given. */
  | 'damaged';

/**
 * All bytes of a file, or of an open descriptor such as standard input, unpacked where they begin as gzip does.
 * Rejects where the system cannot read them, or with what `onBytes` throws.
 */
export function readBytes(file: string | number, onBytes: (bytes: Buffer) => void): Promise<BytesEnd> {
  const source =
    typeof file === 'number'
      ? createReadStream('', { fd: file, autoClose: false, highWaterMark: blockBytes })
      : createReadStream(file, { highWaterMark: blockBytes });
  return new Promise<BytesEnd>((resolve, reject) => {
    const give = (block: Buffer): void => {
      try {
        onBytes(block);
      } catch (error) {
        reject(error);
        source.destroy();
      }
    };
    let head: Buffer = Buffer.alloc(0);
    const begin = (block: Buffer | string): void => {
      head = Buffer.concat([head, block as Buffer]);
      if (head.length < 2) return;
      source.off('data', begin);
      if (head[0] !== 0x1f || head[1] !== 0x8b) {
        give(head);
        source.on('data', (bytes) => give(bytes as Buffer)).on('end', () => resolve('whole'));
        return;
      }
      const unpacked = createGunzip({ chunkSize: blockBytes });
      // With 'data' each block is given when it is there. A pipeline would lose those that wait when the fault comes.
      unpacked
        .on('data', give)
        .on('end', () => resolve('whole'))
        .on('error', ({ code }: NodeJS.ErrnoException) => {
          resolve(code === 'Z_BUF_ERROR' ? 'cut' : 'damaged');
          source.destroy();
        });
      unpacked.write(head);
      source.pipe(unpacked);
    };
    source
      .on('data', begin)
      .on('error', reject)
      .on('end', () => {
        if (head.length >= 2) return;
        if (head.length > 0) give(head);
        resolve('whole');
      });
  });
}
