import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bedrockConverseFailure } from '../../lib/protocols/bedrock-converse-failure.ts';

const replied = (status: number, type: string, message = 'No.') =>
  bedrockConverseFailure(
    status,
    type === '' ? {} : { 'X-Amzn-Errortype': type },
    JSON.stringify({ message }),
    undefined,
  );
const inStream = (frame: unknown) => bedrockConverseFailure(200, {}, undefined, JSON.stringify(frame));
const exception = (type: string, message = 'No.') =>
  inStream({ ':message-type': 'exception', ':exception-type': type, payload: { message } });

describe('a reply', () => {
  it.each([
    [400, 'ValidationException', 'bad_request'],
    [400, 'ServiceQuotaExceededException', 'rate_limited'],
    [401, '', 'auth'],
    [403, 'AccessDeniedException', 'auth'],
    [403, 'UnrecognizedClientException', 'auth'],
    [404, 'ResourceNotFoundException', 'bad_request'],
    [408, 'ModelTimeoutException', 'http_error'],
    [424, 'ModelErrorException', 'http_error'],
    [424, 'ModelNotReadyException', 'overloaded'],
    [429, 'ThrottlingException', 'rate_limited'],
    [429, 'ThrottlingException:http://internal.amazon.com/coral/com.amazon.bedrock/', 'rate_limited'],
    [429, 'ModelNotReadyException', 'overloaded'],
    [429, '', 'rate_limited'],
    [500, 'InternalServerException', 'http_error'],
    [502, '', 'http_error'],
    [503, 'ServiceUnavailableException', 'overloaded'],
    [503, '', 'overloaded'],
  ])('%i %s is %s', (status, type, kind) => {
    expect(replied(status, type)).toEqual({ kind, message: 'No.' });
  });

  it('an allowance of the day that is used up is told by its words alone', () => {
    const words = 'Too many tokens per day, please wait before trying again.';
    expect(replied(429, 'ThrottlingException', words)).toEqual({ kind: 'quota', message: words });
  });

  it('the type may be in the body, behind a namespace', () => {
    const body = JSON.stringify({ __type: 'com.amazon.coral.availability#ThrottlingException' });
    expect(bedrockConverseFailure(400, {}, body, undefined)).toEqual({
      kind: 'rate_limited',
      message: 'ThrottlingException',
    });
  });

  it('of a proxy in front is told without its tags; an empty one has no words', () => {
    expect(bedrockConverseFailure(502, {}, '<h1>Bad\r\nGateway</h1>', undefined)).toEqual({
      kind: 'http_error',
      message: 'Bad Gateway',
    });
    expect(bedrockConverseFailure(500, {}, '', undefined)).toEqual({ kind: 'http_error' });
  });
});

describe('an exception in the stream', () => {
  it.each([
    ['throttlingException', 'rate_limited'],
    ['serviceUnavailableException', 'overloaded'],
    ['internalServerException', 'stream_error'],
    ['modelStreamErrorException', 'stream_error'],
    ['modelTimeoutException', 'stream_error'],
    ['validationException', 'stream_error'],
    ['somethingNewException', 'stream_error'],
  ])('%s is %s', (type, kind) => {
    expect(exception(type)).toEqual({ kind, message: 'No.' });
  });

  it('without words is told by its name', () => {
    expect(inStream({ ':exception-type': 'internalServerException' }).message).toBe('internalServerException');
  });

  it('cut where what is kept of a frame ends, it is still an error of the stream', () => {
    const cut = `{":exception-type":"validationException","payload":{"message":"${'x'.repeat(50)}`;
    expect(bedrockConverseFailure(200, {}, undefined, cut).kind).toBe('stream_error');
  });
});

it('no reply makes it throw, nor has it a message of more than 201 characters', () => {
  fc.assert(
    fc.property(fc.integer({ min: 200, max: 599 }), fc.oneof(fc.string(), fc.json()), (status, text) => {
      for (const failure of [
        bedrockConverseFailure(status, {}, text, undefined),
        bedrockConverseFailure(200, {}, undefined, text),
      ]) {
        expect((failure.message ?? '').length).toBeLessThanOrEqual(201);
      }
    }),
  );
});
