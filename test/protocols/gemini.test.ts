import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gemini } from '../../lib/protocols/gemini.ts';
import { tokensFromGemini } from '../../lib/protocols/gemini-usage.ts';
import type { Prompt, RequestConfig } from '../../lib/protocols/protocol.ts';

const prompt: Prompt = { id: 'p1', user: 'Hi' };
const config: RequestConfig = {
  baseUrl: 'https://generativelanguage.googleapis.com/v1beta',
  model: 'gemini-2.5-flash',
  maxTokens: 64,
  stream: true,
};
const request = (over: Partial<RequestConfig> = {}, asked = prompt) => gemini.request(asked, { ...config, ...over });
const bodyOf = (over: Partial<RequestConfig> = {}, asked = prompt) => JSON.parse(request(over, asked).body);

describe('the URL', () => {
  it('names the model, and asks for server-sent events', () => {
    expect(request().url).toBe(`${config.baseUrl}/models/gemini-2.5-flash:streamGenerateContent?alt=sse`);
    expect(request({ baseUrl: 'http://h/v1?api-version=1' }).url).toBe(
      'http://h/v1/models/gemini-2.5-flash:streamGenerateContent?alt=sse&api-version=1',
    );
  });

  it('is another one without a stream', () => {
    expect(request({ stream: false }).url).toBe(`${config.baseUrl}/models/gemini-2.5-flash:generateContent`);
  });

  it.each([
    ['models/gemini-2.5-flash', 'models/gemini-2.5-flash'],
    ['tunedModels/mine', 'tunedModels/mine'],
    ['a b?c#d', 'models/a%20b%3Fc%23d'],
  ])('takes the model %s', (model, resource) => {
    expect(request({ model, stream: false }).url).toBe(`${config.baseUrl}/${resource}:generateContent`);
  });

  it('never holds the key, which stands in a header of its own', () => {
    const sent = request({ apiKey: 'secret' });
    expect(sent.headers).toEqual({ 'Content-Type': 'application/json', 'x-goog-api-key': 'secret' });
    expect(sent.url + sent.body).not.toContain('secret');
  });

  it("without a key has no header for it: Vertex AI's token comes as an extra header", () => {
    const extraHeaders = { Authorization: 'Bearer ya29' };
    expect(request({ extraHeaders }).headers).toEqual({ 'Content-Type': 'application/json', ...extraHeaders });
  });
});

describe('the body', () => {
  it('holds contents and the cap', () => {
    expect(bodyOf()).toEqual({
      contents: [{ role: 'user', parts: [{ text: 'Hi' }] }],
      generationConfig: { maxOutputTokens: 64 },
    });
  });

  it('the assistant is called model, and the system has a place of its own', () => {
    const history = [
      { role: 'user', content: 'A' },
      { role: 'assistant', content: 'B' },
    ] as const;
    const body = bodyOf({ temperature: 0 }, { ...prompt, system: 'Be brief', history: [...history], maxTokens: 7 });
    expect(body).toEqual({
      contents: [
        { role: 'user', parts: [{ text: 'A' }] },
        { role: 'model', parts: [{ text: 'B' }] },
        { role: 'user', parts: [{ text: 'Hi' }] },
      ],
      generationConfig: { maxOutputTokens: 7, temperature: 0 },
      systemInstruction: { parts: [{ text: 'Be brief' }] },
    });
  });

  it('an extra parameter joins the others and takes none away', () => {
    const extraBody = { generationConfig: { thinkingConfig: { includeThoughts: true } }, safetySettings: [] };
    expect(bodyOf({ extraBody })).toMatchObject({
      generationConfig: { maxOutputTokens: 64, thinkingConfig: { includeThoughts: true } },
      safetySettings: [],
    });
  });

  it('null removes them all', () => {
    expect(bodyOf({ extraBody: { generationConfig: null } })).not.toHaveProperty('generationConfig');
  });
});

describe('finish reasons', () => {
  it.each([
    ['STOP', 'stop'],
    ['MAX_TOKENS', 'length'],
    ['SAFETY', 'filter'],
    ['IMAGE_SAFETY', 'filter'],
    ['RECITATION', 'filter'],
    ['BLOCKLIST', 'filter'],
    ['PROHIBITED_CONTENT', 'filter'],
    ['SPII', 'filter'],
    ['MALFORMED_FUNCTION_CALL', 'error'],
    ['UNEXPECTED_TOOL_CALL', 'error'],
    ['TOO_MANY_TOOL_CALLS', 'error'],
    ['LANGUAGE', 'other'],
    ['OTHER', 'other'],
    ['FINISH_REASON_UNSPECIFIED', 'other'],
    ['stop', 'other'],
    ['', 'other'],
  ])('%j is %s', (raw, finish) => expect(gemini.finish(raw)).toBe(finish));
});

describe('usage', () => {
  const tokens = (...usages: unknown[]) => tokensFromGemini(usages.map((usage) => JSON.stringify(usage)));

  it('output includes thoughts, input includes what tools put into the prompt and what was cached', () => {
    const usage = {
      promptTokenCount: 100,
      toolUsePromptTokenCount: 10,
      cachedContentTokenCount: 80,
      candidatesTokenCount: 20,
      thoughtsTokenCount: 30,
      totalTokenCount: 160,
    };
    expect(tokens(usage)).toEqual({ input: 110, output: 50, cached: 80, reasoning: 30 });
  });

  it('candidates that hold the thoughts already, as only the total tells, are not counted twice', () => {
    const usage = { promptTokenCount: 10, candidatesTokenCount: 50, thoughtsTokenCount: 30, totalTokenCount: 60 };
    expect(tokens(usage)).toEqual({ input: 10, output: 50, reasoning: 30 });
  });

  it('thoughts alone are output', () => {
    expect(tokens({ promptTokenCount: 4, thoughtsTokenCount: 61, totalTokenCount: 65 })).toEqual({
      input: 4,
      output: 61,
      reasoning: 61,
    });
  });

  it('the last count wins, and keeps what only the first told', () => {
    expect(tokens({ promptTokenCount: 4, candidatesTokenCount: 2 }, { candidatesTokenCount: 9 })).toEqual({
      input: 4,
      output: 9,
    });
  });

  it.each([
    [[]],
    [[{}]],
    [[null]],
    [[{ promptTokenCount: '4', candidatesTokenCount: -1 }]],
    [[{ promptTokenCount: 0 }]],
  ])('%j tells nothing', (usages) => expect(tokens(...usages)).toBeUndefined());

  it('any JSON gives whole counts from 0 or nothing, and never throws', () => {
    const field = fc.oneof(fc.jsonValue(), fc.double(), fc.integer());
    const names = ['promptTokenCount', 'candidatesTokenCount', 'thoughtsTokenCount', 'totalTokenCount'] as const;
    const usage = fc.dictionary(fc.constantFrom(...names), field);
    fc.assert(
      fc.property(usage, usage, (first, last) => {
        for (const count of Object.values(tokens(first, last) ?? {})) {
          expect(Number.isSafeInteger(count) && count >= 0).toBe(true);
        }
      }),
    );
  });
});
