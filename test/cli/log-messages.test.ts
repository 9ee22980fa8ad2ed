import { describe, expect, it } from 'vitest';
import { llmErrorIn, logMessages } from '../../cli/k6/log-messages.ts';

describe("k6's JSON log", () => {
  it('gives the one sentence of a mistake, without the stack', () => {
    const log = '{"level":"error","msg":"LlmError: LLM_USERS=0: accepted is 1\\n\\tat f (file:///x.js:1:2(3))\\n"}\n';
    expect(llmErrorIn(logMessages(log))).toBe('LLM_USERS=0: accepted is 1');
  });

  it('keeps lines that are none of it', () => {
    expect(logMessages('panic: x\n{"level":"info","msg":"y"}\n{"level":1}\n')).toEqual([
      'panic: x',
      'y',
      '{"level":1}',
    ]);
  });

  it('holds no such sentence when k6 itself complains', () => {
    expect(llmErrorIn(['GoError: no LlmError: here'])).toBeUndefined();
  });
});
