import { read } from 'node:fs';
import { open } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
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
 * All bytes of a file, or of an open descriptor such as standard input, unpacked where they begin as gzip does. A block
 * is the receiver's until `onBytes` returns, and then filled anew. Rejects where the system cannot read them, or with what
 * `onBytes` throws.
 */
export async function readBytes(file: string | number, onBytes: (bytes: Buffer) => void): Promise<BytesEnd> {
  const handle = typeof file === 'string' ? await open(file) : undefined;
  const underway: Underway = {};
  const blocks = blocksOf(handle?.fd ?? (file as number), underway);
  try {
    const head = await headOf(blocks);
    if (head.length < 2 || head[0] !== 0x1f || head[1] !== 0x8b) {
      if (head.length > 0) onBytes(head);
      for await (const block of blocks) onBytes(block);
      return 'whole';
    }
    return await unpack(head, blocks, onBytes);
  } finally {
    if (handle) {
      // Or what is still being read would be read from the next file of its number.
      await blocks.return();
      await underway.read;
      await handle.close();
    }
  }
}

const readInto = promisify(read);

/** Before an empty pipe is looked at again. */
const pauseMs = 2;

/** The last read that was begun, settled when it has ended in whatever way: whoever stops asking does not hear of it. */
interface Underway {
  read?: Promise<void>;
}

/** The next block is read while the receiver is at work on the last one: two buffers in turn. */
async function* blocksOf(fd: number, underway: Underway): AsyncGenerator<Buffer, void> {
  const read = async (buffer: Buffer): Promise<Buffer> => {
    for (;;) {
      try {
        const { bytesRead } = await readInto(fd, buffer, 0, buffer.length, null);
        return buffer.subarray(0, bytesRead);
      } catch (error) {
        // A pipe that somebody has set so that it does not wait for its writer.
        if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
        await setTimeout(pauseMs);
      }
    }
  };
  const fill = (buffer: Buffer): Promise<Buffer> => {
    const filled = read(buffer);
    underway.read = filled.then(
      () => undefined,
      () => undefined,
    );
    return filled;
  };
  let filling = Buffer.allocUnsafe(blockBytes);
  let spare = Buffer.allocUnsafe(blockBytes);
  let coming = fill(filling);
  for (;;) {
    const block = await coming;
    if (block.length === 0) return;
    [filling, spare] = [spare, filling];
    coming = fill(filling);
    yield block;
  }
}

/** At least two bytes, if there are as many. */
async function headOf(blocks: AsyncGenerator<Buffer, void>): Promise<Buffer> {
  let head: Buffer = Buffer.alloc(0);
  while (head.length < 2) {
    const { value, done } = await blocks.next();
    if (done) return head;
    head = Buffer.concat([head, value as Buffer]);
  }
  return head;
}

function unpack(
  head: Buffer,
  blocks: AsyncGenerator<Buffer, void>,
  onBytes: (bytes: Buffer) => void,
): Promise<BytesEnd> {
  return new Promise<BytesEnd>((resolve, reject) => {
    const unpacked = createGunzip({ chunkSize: blockBytes });
    const fail = (error: unknown): void => {
      reject(error);
      unpacked.destroy();
    };
    // With 'data' each block is given when it is there. A pipeline would lose those that wait when the fault comes.
    unpacked
      .on('data', (block: Buffer) => {
        try {
          onBytes(block);
        } catch (error) {
          fail(error);
        }
      })
      .on('end', () => resolve('whole'))
      .on('error', ({ code }: NodeJS.ErrnoException) => resolve(code === 'Z_BUF_ERROR' ? 'cut' : 'damaged'));
    const write = (block: Buffer): Promise<void> =>
      new Promise((written) => {
        // Called when the block is used up, or when there is nobody any more to use it.
        unpacked.write(block, () => written());
      });
    void (async () => {
      await write(head);
      for await (const block of blocks) {
        if (unpacked.destroyed) return;
        await write(block);
      }
      unpacked.end();
    })().catch(fail);
  });
}
