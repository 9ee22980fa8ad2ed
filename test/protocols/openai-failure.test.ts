import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failureFromOpenai } from '../../lib/protocols/openai-failure.ts';

const said = (status: number, body: unknown) =>
  failureFromOpenai(status, {}, typeof body === 'string' ? body : JSON.stringify(body), undefined);
const inStream = (frame: unknown) =>
  failureFromOpenai(200, {}, undefined, typeof frame === 'string' ? frame : JSON.stringify(frame));

describe('a status alone', () => {
  it.each([
    [301, 'http_error'],
    [304, 'http_error'],
    [400, 'bad_request'],
    [401, 'auth'],
    [402, 'quota'],
    [403, 'auth'],
    [404, 'bad_request'],
    [405, 'http_error'],
    [408, 'http_error'],
    [409, 'http_error'],
    [413, 'bad_request'],
    [418, 'http_error'],
    [422, 'bad_request'],
    [424, 'http_error'],
    [429, 'rate_limited'],
    [498, 'overloaded'],
    [500, 'http_error'],
    [502, 'http_error'],
    [503, 'overloaded'],
    [504, 'http_error'],
    [529, 'overloaded'],
    [599, 'http_error'],
  ])('%d is %s', (status, kind) => {
    expect(failureFromOpenai(status, {}, undefined, undefined)).toEqual({ kind });
    expect(failureFromOpenai(status, {}, '', undefined)).toEqual({ kind });
  });
});

describe('429 means three things', () => {
  it.each([
    [
      'rate_limited',
      { error: { message: 'Rate limit reached for m on tokens per min', type: 'tokens', code: 'rate_limit_exceeded' } },
    ],
    // Both link to a billing page; taking that for an empty account would end the run.
    [
      'rate_limited',
      {
        error: {
          message: 'Rate limit reached. Add a payment method at https://platform.openai.com/account/billing.',
          type: 'requests',
          code: 'rate_limit_exceeded',
        },
      },
    ],
    [
      'rate_limited',
      {
        error: {
          message: 'Rate limit reached. Upgrade at https://console.groq.com/settings/billing',
          type: 'tokens',
          code: 'rate_limit_exceeded',
        },
      },
    ],
    [
      'rate_limited',
      { object: 'error', message: 'Rate limit exceeded', type: 'rate_limited', param: null, code: '1300' },
    ],
    [
      'rate_limited',
      { object: 'error', message: 'Rate limit exceeded', type: 'rate_limited', param: null, code: 1300 },
    ],
    [
      'rate_limited',
      [
        {
          error: {
            code: 429,
            message: 'You exceeded your current quota, please check your plan and billing details.',
            status: 'RESOURCE_EXHAUSTED',
            details: [{ violations: [{ quotaId: 'GenerateRequestsPerMinutePerProjectPerModel-FreeTier' }] }],
          },
        },
      ],
    ],
    [
      'quota',
      [
        {
          error: {
            code: 429,
            message: 'You exceeded your current quota, please check your plan and billing details.',
            status: 'RESOURCE_EXHAUSTED',
            details: [{ violations: [{ quotaId: 'GenerateRequestsPerDayPerProjectPerModel-FreeTier' }] }],
          },
        },
      ],
    ],
    [
      'quota',
      {
        error: {
          message: 'You exceeded your current quota',
          type: 'insufficient_quota',
          param: null,
          code: 'insufficient_quota',
        },
      },
    ],
    ['quota', { error: { message: 'No credit left', type: 'billing_error', code: 'credit_balance_exhausted' } }],
    ['quota', { error: { message: 'The limit is reached', type: 'x', code: 'organization_spend_limit_exceeded' } }],
    ['quota', { error: { message: 'This would exceed your spend limit', type: 'rate_limit_error' } }],
    ['quota', { error: { message: 'Your account is suspended', type: 'exceeded_current_quota_error' } }],
    ['overloaded', { error: 'Model is overloaded', error_type: 'overloaded' }],
    ['overloaded', { error: { message: 'The engine is currently overloaded', type: 'engine_overloaded_error' } }],
    ['overloaded', { error: { message: 'The system is experiencing high demand', code: 'x' } }],
    ['overloaded', { error: { message: 'Try later', code: 'resource_unavailable' } }],
    // Cloud Run, when no instance was there in time; of AWS's limits only the words are the same.
    ['overloaded', 'Rate exceeded.'],
    ['overloaded', '<html><title>429 Too Many Requests</title>\n<h2>Rate exceeded.</h2>\n</html>'],
    ['rate_limited', { message: 'Rate exceeded' }],
    ['rate_limited', 'Rate exceeded. Your plan allows 5 requests a minute.'],
  ])('%s: %j', (kind, body) => expect(said(429, body).kind).toBe(kind));
});

it('the account is empty whatever the words: 402', () =>
  expect(said(402, { error: 'Insufficient Balance' }).kind).toBe('quota'));

it('a key refused with status 400, as xAI and Gemini do', () => {
  expect(said(400, { code: 'x', error: 'Incorrect API key provided: ab***yz' }).kind).toBe('auth');
  expect(said(400, [{ error: { code: 400, message: 'API key not valid. Please pass a valid API key.' } }]).kind).toBe(
    'auth',
  );
});

describe('the message, whatever the shape of the error', () => {
  it.each<[string, unknown, string]>([
    ['an object', { error: { message: 'no model', code: null, type: null, param: null } }, 'no model'],
    ['a string', { error: 'no model' }, 'no model'],
    ["Mistral's flat one", { object: 'error', message: 'no model', type: 'x', code: '3051' }, 'no model'],
    ['a detail string', { detail: 'no model' }, 'no model'],
    ["FastAPI's detail list", { detail: [{ loc: ['body'], msg: 'no model', type: 'missing' }] }, 'no model'],
    ["Gemini's list", [{ error: { code: 404, message: 'no model' } }], 'no model'],
    ['in a choice', { choices: [{ error: { message: 'no model', code: 502 } }] }, 'no model'],
    ['in x_groq', { x_groq: { error: 'no model' } }, 'no model'],
    ['plain text', 'no model\n', 'no model'],
    ['a JSON string', '"no model"', 'no model'],
    ['HTML', '<html>\r\n<head><title>502</title></head>\r\n<h1>Bad   Gateway</h1></html>', '502 Bad Gateway'],
    ['an error without a message', { error: { code: 7 } }, '{"code":7}'],
    ['a code that is an object', { error: { message: 'no model', code: { toString: 1 } } }, 'no model'],
    ['a number', '404', '404'],
    ['an empty object', {}, '{}'],
  ])('%s', (_name, body, message) => expect(said(500, body)).toEqual({ kind: 'http_error', message }));

  it('is cut at 200 characters, never within a word: half a quoted key is a key that nobody masks', () => {
    const { message = '' } = said(401, { error: `${'word '.repeat(38)}sk-0123456789abcdef` });
    expect(message).toBe(`${'word '.repeat(38).trim()}…`);
    expect(message).not.toContain('sk-');
  });

  it('a body is read whole where the frame of the same error was cut', () => {
    const body = JSON.stringify({ error: { message: 'm', code: 'insufficient_quota' }, pad: 'x'.repeat(5000) });
    expect(failureFromOpenai(429, {}, body, body.slice(0, 4096)).kind).toBe('quota');
  });
});

describe('an error told inside a stream with status 200', () => {
  it.each([
    ['rate_limited', { error: { message: 'slow down', code: 429 } }],
    ['rate_limited', { error: { message: 'slow down', code: '429' } }],
    ['rate_limited', { error: { message: 'slow down', type: 'x', code: 'rate_limit_exceeded' } }],
    ['rate_limited', { choices: [], code: 1300, error: { message: 'x', status: 429 } }],
    ['overloaded', { error: { message: 'x', code: 503 } }],
    ['overloaded', { error: { message: 'x', type: 'overloaded_error' } }],
    ['quota', { error: { message: 'x', code: 'insufficient_quota' } }],
    ['quota', { error: { message: 'x', code: 402 } }],
    ['stream_error', { error: { message: 'x', code: null } }],
    ['stream_error', { error: { message: 'x', code: 500 } }],
    ['stream_error', { error: { message: 'x', code: 400 } }],
    ['stream_error', { error: { message: 'x', code: 401 } }],
    ['stream_error', { error: { message: 'x', code: 'server_error' } }],
    ['stream_error', { error: { message: 'x', code: 1300 } }],
    ['stream_error', { error: 'connection lost' }],
    ['stream_error', '{"error": {"message": "cut at 4096 ch'],
    ['rate_limited', { type: 'error', code: 'rate_limit_exceeded', message: 'x', param: null }],
    ['quota', { type: 'response.failed', response: { error: { code: 'insufficient_quota', message: 'x' } } }],
    ['overloaded', { type: 'response.failed', response: { error: { code: 'server_is_overloaded', message: 'x' } } }],
    ['stream_error', { type: 'response.failed', response: { status: 'failed', error: null } }],
  ])('%s: %j', (kind, frame) => expect(inStream(frame).kind).toBe(kind));

  it('is read from a frame of the Responses API that was cut after it', () => {
    const response = { error: { code: 'rate_limit_exceeded', message: 'Slow down.' }, instructions: 'x'.repeat(9000) };
    const cut = JSON.stringify({ type: 'response.failed', response }).slice(0, 4096);
    expect(inStream(cut)).toEqual({ kind: 'rate_limited', message: 'Slow down.' });
  });

  it('that stands behind the cut is told without the words before it, which may be prompt or answer', () => {
    const cut = `{"type":"response.failed","response":{"instructions":"${'x y '.repeat(2000)}`.slice(0, 4096);
    expect(inStream(cut)).toEqual({ kind: 'stream_error', message: 'an error too long to be kept whole' });
  });
});

describe('hostile replies', () => {
  it('nested beyond the stack', () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    expect(said(500, deep).kind).toBe('http_error');
  });

  it('a megabyte of errors that never close is read in linear time', () => {
    expect(said(502, `{${'"error":{'.repeat(100_000)}`).kind).toBe('http_error');
  });

  it('a megabyte of opening brackets is read in linear time', () => {
    expect(said(502, '<'.repeat(1_000_000)).kind).toBe('http_error');
  });

  it('any JSON and any text: never throws, a message is one short line', () => {
    const any = fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map((json) => `{"error":${json}}`),
    );
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 599 }), any, (status, body) => {
        const { message = '' } = failureFromOpenai(status, {}, body, body);
        expect(message.length).toBeLessThanOrEqual(201);
        expect(message).not.toMatch(/[\n\r]/);
      }),
    );
  });
});
