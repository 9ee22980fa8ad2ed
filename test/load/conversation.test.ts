import { expect, it } from 'vitest';
import { conversationLoad } from '../../lib/load/conversation.ts';
import { readOptions } from '../../lib/options/read-options.ts';

const load = (env: Record<string, string>) =>
  conversationLoad(readOptions({ LLM_BASE_URL: 'http://localhost', LLM_MODEL: 'm', LLM_DURATION: '1m', ...env }));

it('has its users for its time, and waits for their last answers', () => {
  expect(load({ LLM_USERS: '3', LLM_TIMEOUT: '10s' })).toMatchObject({
    scenario: { executor: 'constant-vus', vus: 3, duration: '1m', gracefulStop: '15s' },
    model: 'closed',
    about: 'closed load, 3 users in chats of 5 turns for 1m',
    durationMs: 60_000,
  });
});

it.each([
  [{ LLM_USERS: '9', LLM_MAX_VUS: '8' }, /LLM_USERS=9: above LLM_MAX_VUS=8/],
  [{ LLM_WARMUP: '1m' }, /LLM_WARMUP=1m: the load lasts 1m/],
])('is refused where it cannot be: %j', (env, says) => {
  expect(() => load(env)).toThrow(says);
});
