import { describe, expect, it } from 'vitest';
import * as kinds from '../../lib/options/kinds.ts';

function accepts<T>(kind: kinds.Kind<T>, cases: [string, T][]): void {
  it.each(cases)('accepts %s', (text, value) => expect(kind.parse(text)).toEqual(value));
}

function refuses<T>(kind: kinds.Kind<T>, texts: string[]): void {
  it.each(texts)('refuses %j', (text) => expect(kind.parse(text)).toBeUndefined());
}

describe('url', () => {
  accepts(kinds.url, [
    ['https://api.openai.com/v1', 'https://api.openai.com/v1'],
    ['http://localhost:8000', 'http://localhost:8000'],
    ['http://localhost:8000/', 'http://localhost:8000'],
    ['http://vllm_service:8000/v1//', 'http://vllm_service:8000/v1'],
    ['http://[::1]:8000/v1', 'http://[::1]:8000/v1'],
    ['HTTPS://API.EXAMPLE.COM', 'HTTPS://API.EXAMPLE.COM'],
    ['https://host/ai/@cf/meta', 'https://host/ai/@cf/meta'],
    ['http://host:65535', 'http://host:65535'],
    [
      'https://host/openai/deployments/d?api-version=2024-10-21',
      'https://host/openai/deployments/d?api-version=2024-10-21',
    ],
    ['http://host:8000/d/?api-version=2025-04-01-preview', 'http://host:8000/d?api-version=2025-04-01-preview'],
  ]);
  refuses(kinds.url, [
    '',
    'api.openai.com/v1',
    'ftp://host',
    'https://',
    'https:///v1',
    'https://user:secret@host/v1',
    'https://host/v1?key=secret',
    'https://host/v1?',
    'https://host:99999?api-version=1',
    'https://host/v1?api-version=1#top',
    'https://host/v1#top',
    'https://host/a b',
    'https://host:99999/v1',
    'https://host:/v1',
    ' https://host',
    'https://host\nX: y',
  ]);

  it.each([
    ['https://user:secret@host/v1', 'https://***@host/v1'],
    ['https://user:sec/ret@host/v1', 'https://***@host/v1'],
    ['https://us?secret:er@host/v1', 'https://***'],
    ['user:secret@host', '***@host'],
    ['https://host/v1?key=secret', 'https://host/v1?***'],
    ['https://host/v1#secret', 'https://host/v1?***'],
    ['https://host/v1?mail=a@secret', 'https://***'],
    ['https://u:secret@host/v1?key=secret', 'https://***@host/v1?***'],
    ['hots://host', 'hots://host'],
  ])('shows %s as %s', (text, shown) => {
    expect(kinds.url.show?.(text)).toBe(shown);
    expect(kinds.url.show?.(text)).not.toContain('secret');
  });
});

describe('secret', () => {
  accepts(kinds.secret, [['sk-proj_1/2+3=', 'sk-proj_1/2+3=']]);
  refuses(kinds.secret, ['', 'sk-1\n', 'Bearer sk-1', 'sk-ä', ' sk-1']);
  it('is never shown', () => expect(kinds.secret.show?.('sk-1')).toBe('***'));
});

describe('boolean', () => {
  accepts(kinds.boolean, [
    ['true', true],
    ['false', false],
  ]);
  refuses(kinds.boolean, ['', 'TRUE', 'yes', '1', '0', ' true']);
});

describe('positiveDuration', () => {
  accepts(kinds.positiveDuration, [['1ms', 1]]);
  refuses(kinds.positiveDuration, ['0', '0s', '0m0s', '0.0000001s', '5', '-1s']);
});

describe('integer', () => {
  accepts(kinds.integer(1, 100), [
    ['1', 1],
    ['100', 100],
    ['007', 7],
  ]);
  refuses(kinds.integer(1, 100), ['0', '101', '', '1.0', '-1', '+1', '1e1', '0x10', '9'.repeat(400), '١']);
});

describe('number', () => {
  accepts(kinds.number(0, 2), [
    ['0', 0],
    ['0.7', 0.7],
    ['2', 2],
  ]);
  refuses(kinds.number(0, 2), ['', '2.1', '.5', '1.', '-0.1', '1e-1', 'NaN', 'Infinity', '0,7']);
});

describe('rate', () => {
  accepts(kinds.rate, [
    ['0', 0],
    ['0.01', 0.01],
    ['100000', 100_000],
  ]);
  // k6 counts whole requests per unit of time: a third decimal would be rounded away without a word.
  refuses(kinds.rate, ['0.001', '100000.01', '-1', '']);
});

describe('oneOf', () => {
  accepts(kinds.oneOf('a', 'b'), [['b', 'b']]);
  refuses(kinds.oneOf('a', 'b'), ['', 'A', 'a ', 'c', 'toString']);
});

describe('listOf', () => {
  accepts(kinds.listOf('a', 'b'), [
    ['a', ['a']],
    ['b, a', ['b', 'a']],
  ]);
  refuses(kinds.listOf('a', 'b'), ['', 'a,', 'a;b', 'a,c']);
});

describe('durationRange', () => {
  accepts(kinds.durationRange, [
    ['0', { min: 0, max: 0 }],
    ['1', { min: 1000, max: 1000 }],
    ['1.1', { min: 1100, max: 1100 }],
    ['0.5-2.5', { min: 500, max: 2500 }],
    ['500ms-2s', { min: 500, max: 2000 }],
    ['500ms-2', { min: 500, max: 2000 }],
  ]);
  refuses(kinds.durationRange, ['', '-', '1-', '-1', '2-1', '1-2-3', 'x', '1 - 2', '9'.repeat(400)]);
});

describe('stages', () => {
  accepts(kinds.stages, [
    ['10s:5', [{ durationMs: 10_000, target: 5 }]],
    [
      '30s:0.25, 1m:0',
      [
        { durationMs: 30_000, target: 0.25 },
        { durationMs: 60_000, target: 0 },
      ],
    ],
  ]);
  refuses(kinds.stages, [
    '',
    '10s',
    '10s:',
    ':5',
    '0s:5',
    '10:5',
    '10s:5,',
    '10s:-5',
    '10s:5:6',
    '10s:100001',
    '10s:0.001',
    '10s :5',
  ]);
});

describe('price', () => {
  accepts(kinds.price, [
    ['2.5/10', { input: 2.5, output: 10 }],
    ['0/0', { input: 0, output: 0 }],
    ['2.5/10/1.25', { input: 2.5, output: 10, cacheRead: 1.25 }],
  ]);
  refuses(kinds.price, ['', '2.5', '2.5/', '/10', '1/2/', '1/2/3/4', '-1/2', '$1/$2', `1/${'9'.repeat(400)}`]);
});

describe('jsonObject', () => {
  accepts(kinds.jsonObject, [['{"a":null}', { a: null }]]);
  refuses(kinds.jsonObject, ['', '[]', 'null', '1', '"a"', '{a:1}', '{"a":1']);
});

describe('headers', () => {
  accepts(kinds.headers, [
    ['{}', {}],
    ['{"X-Title":"load test, ü"}', { 'X-Title': 'load test, ü' }],
  ]);
  refuses(kinds.headers, [
    '',
    '[]',
    '{"X":1}',
    '{"X":null}',
    '{"":"a"}',
    '{"X Y":"a"}',
    '{"X:":"a"}',
    '{"X":"a\\r\\nEvil: b"}',
    '{"X":"a\\u0000"}',
  ]);
  it('are never shown', () => expect(kinds.headers.show?.('{"X":"secret"')).toBe('***'));
});
