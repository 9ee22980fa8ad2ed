import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { readBytes } from '../../../cli/results/read-bytes.ts';
import { tempFolder } from '../temp-folder.ts';

async function read(source: string | number): Promise<{ text: string; end: string }> {
  let text = '';
  const end = await readBytes(source, (bytes) => {
    text += bytes.toString('latin1');
  });
  return { text, end };
}

function fileOf(bytes: string | Buffer): string {
  const file = path.join(tempFolder(), 'bytes');
  writeFileSync(file, bytes);
  return file;
}

/** More than two blocks, each different. */
const long = Array.from({ length: 400_000 }, (_, i) => `${i}`.padStart(7, '0')).join(',');

it.each([
  ['nothing', ''],
  ['one byte', 'x'],
  ['what is larger than both buffers', long],
])('gives %s as it is', async (_, text) => {
  expect(await read(fileOf(text))).toEqual({ text, end: 'whole' });
});

it.each([
  ['one byte', 'x'],
  ['what is larger than both buffers', long],
])('unpacks %s', async (_, text) => {
  expect(await read(fileOf(gzipSync(text)))).toEqual({ text, end: 'whole' });
});

it('says that packed bytes were cut, and gives what came before', async () => {
  const packed = gzipSync(long);
  const { text, end } = await read(fileOf(packed.subarray(0, packed.length / 2)));
  expect(end).toBe('cut');
  expect(text.length).toBeGreaterThan(0);
  expect(long.startsWith(text)).toBe(true);
});

it('says that packed bytes were damaged', async () => {
  const packed = gzipSync(long);
  packed.fill(0xff, packed.length / 2);
  expect((await read(fileOf(packed))).end).toBe('damaged');
});

it('passes on what the receiver throws', async () => {
  const full = (): void => {
    throw new Error('full');
  };
  await expect(readBytes(fileOf('x'), full)).rejects.toThrow('full');
  await expect(readBytes(fileOf(gzipSync(long)), full)).rejects.toThrow('full');
});

it('says which file is not there', async () => {
  await expect(read(path.join(tempFolder(), 'none'))).rejects.toThrow('ENOENT');
});

it.skipIf(process.platform === 'win32')('waits at a pipe that does not wait by itself', async () => {
  const pipe = path.join(tempFolder(), 'pipe');
  execFileSync('mkfifo', [pipe]);
  const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
  const writer = openSync(pipe, 'w');
  const all = read(reader);
  for (const part of ['first ', 'second']) {
    await new Promise(setImmediate);
    writeSync(writer, part);
  }
  closeSync(writer);
  expect(await all).toEqual({ text: 'first second', end: 'whole' });
  closeSync(reader);
});
