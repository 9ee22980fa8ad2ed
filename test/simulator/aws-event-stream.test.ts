import { expect, it } from 'vitest';
import { encodeMessage } from '../../simulator/http/aws-event-stream.ts';

// AWS's own vectors: aws-sdk-js-v3, packages/eventstream-marshaller/src/TestVectors.fixture.ts
it.each([
  ['an empty message', {}, '', '00000010 00000000 05c248eb 7d98c8ff'],
  ['a payload without headers', {}, "{'foo':'bar'}", '0000001d 00000000 fd528c5a 7b27666f6f273a27626172277d c3653936'],
  [
    'a payload with a text header',
    { 'content-type': 'application/json' },
    "{'foo':'bar'}",
    '0000003d 00000020 07fd8396 0c 636f6e74656e742d74797065 07 0010 6170706c69636174696f6e2f6a736f6e 7b27666f6f273a27626172277d 8d9c08b1',
  ],
])("%s has the bytes of AWS's own test vector", (_, headers, payload, hex) => {
  expect(encodeMessage(headers, payload).toString('hex')).toBe(hex.replaceAll(' ', ''));
});
