import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LlmError } from '../../lib/options/llm-error.ts';
import { parsePrompts } from '../../lib/prompts/parse-prompts.ts';

describe('parsePrompts accepts', () => {
  it('a JSON string', () => {
    expect(parsePrompts('"Say hello"')).toEqual([{ id: 'line-1', user: 'Say hello' }]);
  });

  it.each([
    ['{"prompt":"p"}', { id: 'line-1', user: 'p' }],
    ['{"user":"p","system":"s"}', { id: 'line-1', user: 'p', system: 's' }],
    ['{"prompt":"p","id":"a","max_tokens":5,"expect":"e"}', { id: 'a', user: 'p', maxTokens: 5, expect: 'e' }],
    ['{"prompt":"p","id":7,"maxTokens":5}', { id: '7', user: 'p', maxTokens: 5 }],
    ['{"prompt":"p","system":null,"expect":null}', { id: 'line-1', user: 'p' }],
    ['{"messages":[{"role":"user","content":"p"}]}', { id: 'line-1', user: 'p' }],
    [
      '{"messages":[{"role":"system","content":"s"},{"role":"user","content":"p"}],"id":"a"}',
      { id: 'a', user: 'p', system: 's' },
    ],
  ])('an object: %s', (line, prompt) => {
    expect(parsePrompts(line)).toEqual([prompt]);
  });

  it('a BOM, CRLF, blank lines and no line end at the end; ids tell the line of the file', () => {
    expect(parsePrompts('\ufeff"a"\r\n\r\n  \n"b"').map(({ id }) => id)).toEqual(['line-1', 'line-4']);
  });
});

describe('parsePrompts refuses, with the line, the problem and what is accepted', () => {
  it.each([
    ['', 'prompts: the file holds none; accepted is one JSON value a line, such as {"prompt":"Say hello"}'],
    ['\n \r\n', /the file holds none/],
    [
      '"a"\nSay hello',
      'prompts, line 2: no valid JSON: Say hello; accepted is a JSON string or object, whole on one line',
    ],
    ['[', /line 1: no valid JSON/],
    ['["a"]', 'prompts, line 1: ["a"] is no prompt; accepted is a JSON string, {"prompt": …} or {"messages": […]}'],
    ['null', /null is no prompt/],
    ['12', /12 is no prompt/],
    ['""', 'prompts, line 1: the prompt is ""; accepted is a text that is not empty'],
    ['{}', /nothing is asked; accepted is "prompt"/],
    ['{"prompt":" "}', /"prompt" is " "; accepted is a text/],
    ['{"prompt":["a"]}', /"prompt" is \["a"\]/],
    ['{"prompt":"p","system":5}', /"system" is 5/],
    [
      '{"promt":"p"}',
      /unknown field "promt"; accepted are prompt, user, messages, system, id, max_tokens, maxTokens, expect/,
    ],
    ['{"prompt":"p","user":"q"}', /both "prompt" and "user"; accepted is one of them/],
    ['{"prompt":"p","max_tokens":1,"maxTokens":2}', /both "max_tokens" and "maxTokens"/],
    ['{"prompt":"p","max_tokens":0}', /max_tokens 0; accepted is a whole number from 1/],
    ['{"prompt":"p","max_tokens":"9"}', /max_tokens "9"/],
    ['{"prompt":"p","expect":""}', /"expect" is ""/],
    ['{"prompt":"p","messages":[]}', /"messages" beside "prompt"/],
    ['{"messages":[]}', /"messages" with the roles \[\]; accepted is one user message/],
    ['{"messages":"hi"}', /"messages" with the roles \[\]/],
    ['{"messages":[null]}', /"messages" with the roles \[\]/],
    ['{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}', /roles \[user,assistant\]/],
    ['{"messages":[{"role":"system"},{"role":"user","content":"p"}]}', /"content" of the system message is absent/],
    [
      '{"prompt":"a","id":"x"}\n{"prompt":"b","id":"x"}',
      'prompts, line 2: id "x" is that of line 1 too; accepted is an id of its own, or none',
    ],
    ['{"prompt":"a","id":"line-2"}\n"b"', /line 2: id "line-2" is that of line 1 too/],
  ])('%j', (text, message) => {
    expect(() => parsePrompts(text)).toThrow(message);
  });

  it('any text: a prompt for each line that is not blank, or an error of ours', () => {
    const line = fc.oneof(fc.json(), fc.string(), fc.constantFrom('"a"', '{"prompt":"p"}', '', ' '));
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const text = lines.join('\n');
        try {
          expect(parsePrompts(text)).toHaveLength(text.split('\n').filter((one) => one.trim() !== '').length);
        } catch (error) {
          expect(error).toBeInstanceOf(LlmError);
        }
      }),
    );
  });
});
