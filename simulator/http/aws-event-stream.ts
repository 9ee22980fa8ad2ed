import { crc32 } from 'node:zlib';
import type { Frame } from './frame.ts';
import type { Framing } from './framing.ts';

/** A header with a text: length of the name, name, type 7, length of the text, text. */
function header(name: string, value: string): Buffer {
  const [nameBytes, valueBytes] = [Buffer.from(name), Buffer.from(value)];
  const length = Buffer.alloc(2);
  length.writeUInt16BE(valueBytes.length);
  return Buffer.concat([Buffer.of(nameBytes.length), nameBytes, Buffer.of(7), length, valueBytes]);
}

const number = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

/**
 * One message of `application/vnd.amazon.eventstream`: its length and that of its headers, a checksum of both, headers,
 * payload, a checksum of everything before.
 */
export function encodeMessage(headers: Readonly<Record<string, string>>, payload: string): Buffer {
  const headerBytes = Buffer.concat(Object.entries(headers).map(([name, value]) => header(name, value)));
  const payloadBytes = Buffer.from(payload);
  const lengths = Buffer.concat([number(16 + headerBytes.length + payloadBytes.length), number(headerBytes.length)]);
  const body = Buffer.concat([lengths, number(crc32(lengths)), headerBytes, payloadBytes]);
  return Buffer.concat([body, number(crc32(body))]);
}

function encode({ event = '', isException, data }: Frame): string {
  const kind = isException ? 'exception' : 'event';
  const headers = { [`:${kind}-type`]: event, ':content-type': 'application/json', ':message-type': kind };
  return encodeMessage(headers, data).toString('latin1');
}

/** AWS's binary event stream. */
export const awsEventStream: Framing = {
  contentType: 'application/vnd.amazon.eventstream',
  encoding: 'latin1',
  frames: (list) => list.map(encode).join(''),
};
