import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import * as kinds from '../../lib/options/kinds.ts';
import { protocolNames } from '../../lib/protocols/index.ts';
import { root } from '../rules/source-files.ts';

const page = readFileSync(path.join(root, 'docs/endpoints.md'), 'utf8');

it.each(protocolNames())('docs/endpoints.md says what to set for %s', (name) => {
  expect(page).toMatch(new RegExp(`^\\|.*\\| .*\`${name}\`.* \\|.*\\|$`, 'm'));
});

it.each([...page.matchAll(/https?:\/\/[^\s`']+/g)].map(([url]) => url))('%s is accepted as a base URL', (url) => {
  const filled = url.replace('<port>', '8000').replace(/<\w+>/g, 'mine');
  expect(kinds.url.parse(filled)).toBe(filled);
});
