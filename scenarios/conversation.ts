/**
 * How do chats fare as they grow?
 *
 * Users talk in turns: each request carries all that was said before, and between turns they think. The summary shows by
 * turn how long the first token takes, how much is sent, and how much of it the endpoint had in its prefix cache.
 */
import { defineTest } from '../lib/k6/define-test.ts';
import { conversation } from '../lib/k6/iterations/conversation.ts';
import { conversationLoad } from '../lib/load/conversation.ts';

const test = await defineTest({
  name: 'conversation',
  load: conversationLoad,
  iteration: conversation,
  analyses: ['turns'],
  defaults: {
    LLM_USERS: '10',
    LLM_TURNS: '5',
    LLM_DURATION: '10m',
    LLM_THINK_TIME: '1-5',
    LLM_TOKEN_BUDGET: '20000',
  },
});

export const { options, handleSummary } = test;
export default test.iteration;
