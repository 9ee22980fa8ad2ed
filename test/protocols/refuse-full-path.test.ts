import { expect, it } from 'vitest';
import type { Protocol } from '../../lib/protocols/protocol.ts';
import { refuseFullPath } from '../../lib/protocols/refuse-full-path.ts';

const plain = { path: '/chat/completions' } as Protocol;
const withModel = { path: '/model/{model}/converse-stream', unstreamedPath: '/model/{model}/converse' } as Protocol;

it.each([
  ['http://host/v1/chat/completions', plain, 'http://host/v1'],
  ['http://host/model/a%2Fb/converse-stream', withModel, 'http://host'],
  ['http://host/model/a/converse', withModel, 'http://host'],
  ['http://host/d/chat/completions?api-version=1', plain, 'http://host/d?api-version=1'],
])('%s goes on to the path of the API, and the root is told', (baseUrl, protocol, root) => {
  expect(() => refuseFullPath(baseUrl, protocol)).toThrow(
    `LLM_BASE_URL=${baseUrl}: accepted is the root of the API, here ${root}`,
  );
});

it.each([
  ['http://host/v1', plain],
  ['http://host/chat/completions/v1', plain],
  ['http://host/model/converse', withModel],
])('%s is the root of an API', (baseUrl, protocol) => {
  expect(() => refuseFullPath(baseUrl, protocol)).not.toThrow();
});
