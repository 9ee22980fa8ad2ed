import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { metricLine as metric, type Point, parseLine } from '../../../cli/results/point.ts';
import { createPointReader } from '../../../cli/results/read-points.ts';
import { exchangeLines, metricLine, pointLine } from './recorded-points.ts';

/** What the reader makes of one line when every metric is wanted: its point, or what else it is. */
function scanned(line: Buffer): Point | 'metric' | 'bad' {
  const points: Point[] = [];
  const bad: number[] = [];
  const every = { has: () => true, get: () => (point: Point) => points.push(point) };
  const reader = createPointReader({
    wanted: every as unknown as ReadonlyMap<string, (point: Point) => void>,
    file: 'f',
    onBadLine: (at) => bad.push(at),
  });
  reader.push(Buffer.concat([line, Buffer.from('\n')]));
  if (bad.length > 0) return 'bad';
  return points[0] ?? 'metric';
}

/** What the line means. */
function meant(line: Buffer): Point | 'metric' | 'bad' {
  const parsed = parseLine(line.toString());
  if (parsed === undefined) return 'bad';
  return parsed === metric ? 'metric' : parsed;
}

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('', 'ok', 'a}b', '}}', '"', '\\', 'größe', '模型', '🙂', '","value":1,"tags":{', 'x\ny', '<&>'),
);
const texts = fc.dictionary(text, text, { maxKeys: 4 });
const name = fc.oneof(fc.constantFrom('llm_requests', 'http_req_duration', 'größe', 'a"b'), text);
const value = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.constantFrom(0, 1, 1e-7));

const point = fc.record(
  {
    metric: name,
    type: fc.constant('Point'),
    data: fc.record(
      { time: fc.constantFrom('2026-11-22T08:52:29.5Z', '2026-11-22T08:52:29+01:00', 'größe'), value, tags: texts },
      { requiredKeys: ['time', 'value', 'tags'] },
    ),
    metadata: fc.option(texts, { nil: undefined }),
  },
  { requiredKeys: ['metric', 'type', 'data'] },
);

const recorded = fc.constantFrom(
  ...exchangeLines({ message: 'größer } als "1"', window: 3 }),
  metricLine('llm_started'),
  pointLine('http_reqs', 1, { name: '/chat/completions', url: 'http://a/{id}' }),
  pointLine('vus', 2),
);

/** As Go writes it, with its escapes, or with the keys in another order, or with spaces. */
const line = fc.oneof(
  recorded,
  point.map(({ metadata, data, ...others }) => JSON.stringify({ ...others, data: { ...data, metadata } })),
  point.map(({ metric, type, data, metadata }) => JSON.stringify({ data: { metadata, ...data }, type, metric })),
  point.map((one) => JSON.stringify(one, null, 1).replace(/\n/g, ' ')),
  point.map((one) => JSON.stringify(one).replace(/[<>&\u0080-\uffff]/g, escaped)),
);

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

const byte = fc.oneof(
  fc.constantFrom(...Buffer.from('{}[]",:\\ 0e-.')),
  fc.integer({ min: 0, max: 255 }).filter((b) => b !== 10 && b !== 13),
);

type Mutation = (bytes: Buffer) => Buffer;
const at = fc.double({ min: 0, max: 1, noNaN: true });
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(at, byte).map(([where, b]): Mutation => splice(where, 1, Buffer.from([b]))),
  fc.tuple(at, byte).map(([where, b]): Mutation => splice(where, 0, Buffer.from([b]))),
  fc.tuple(at, fc.integer({ min: 1, max: 20 })).map(([where, length]): Mutation => splice(where, length)),
  at.map(
    (where): Mutation =>
      (bytes) =>
        bytes.subarray(0, Math.floor(where * bytes.length)),
  ),
  at.map(
    (where): Mutation =>
      (bytes) =>
        Buffer.concat([bytes.subarray(Math.floor(where * bytes.length)), bytes]),
  ),
);

function splice(where: number, length: number, put = Buffer.alloc(0)): Mutation {
  return (bytes) => {
    const from = Math.floor(where * bytes.length);
    return Buffer.concat([bytes.subarray(0, from), put, bytes.subarray(from + length)]);
  };
}

describe('the quick scanner reads what JSON.parse reads', () => {
  it('in lines as k6 writes them, and with other keys, orders, escapes and spaces', () => {
    fc.assert(
      fc.property(line, (one) => {
        const bytes = Buffer.from(one);
        expect(scanned(bytes)).toEqual(meant(bytes));
      }),
      { numRuns: 2000 },
    );
  });

  it('in lines that were damaged', () => {
    fc.assert(
      fc.property(line, fc.array(mutation, { minLength: 1, maxLength: 3 }), (one, mutations) => {
        const bytes = mutations.reduce((damaged, mutate) => mutate(damaged), Buffer.from(one) as Buffer);
        if (bytes.length === 0) return;
        expect(scanned(bytes)).toEqual(meant(bytes));
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    ['a number of no JSON', '{"metric":"m","type":"Point","data":{"time":"t","value":0x1,"tags":{}}}'],
    ['an infinite number', '{"metric":"m","type":"Point","data":{"time":"t","value":1e999,"tags":{}}}'],
    ['a tag that is no text', '{"metric":"m","type":"Point","data":{"time":"t","value":1,"tags":{"a":1}}}'],
    [
      'metadata that is no text',
      '{"metric":"m","type":"Point","data":{"time":"t","value":1,"tags":{},"metadata":{"a":1}}}',
    ],
    ['no tags', '{"metric":"m","type":"Point","data":{"time":"t","value":1}}'],
    ['another type', '{"metric":"m","type":"Pint","data":{"time":"t","value":1,"tags":{}}}'],
    ['JSON of another kind', '[1]'],
  ])('%s is no point', (_, bad) => {
    expect(scanned(Buffer.from(bad))).toBe('bad');
  });
});
