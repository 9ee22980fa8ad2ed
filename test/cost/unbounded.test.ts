import { expect, it } from 'vitest';
import { unboundedBy } from '../../lib/cost/unbounded.ts';

it.each([
  [{ previous_response_id: 'r1' }, 'previous_response_id'],
  [{ cachedContent: 'c1' }, 'cachedContent'],
  [
    { messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://host/a.png' } }] }] },
    '"image_url"',
  ],
  [{ input: [{ type: 'input_file', file_id: 'f1' }] }, '"input_file"'],
  [{ contents: [{ parts: [{ inlineData: { data: '' } }] }] }, '"inlineData"'],
])('%j has no bound by its bytes', (extraBody, by) => expect(unboundedBy(extraBody)).toBe(by));

it.each([undefined, {}, { top_p: 0.9, stop: ['image'] }, { previous_response_id: null }, { user: 'a file' }])(
  '%j has one',
  (extraBody) => expect(unboundedBy(extraBody)).toBeUndefined(),
);
