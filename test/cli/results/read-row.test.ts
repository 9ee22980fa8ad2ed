import { describe, expect, it } from 'vitest';
import { readRow } from '../../../cli/results/read-row.ts';
import { row } from './recorded-points.ts';

const read = (fields: Record<string, unknown>) => readRow(JSON.stringify({ ...row(), ...fields }));

describe('a row', () => {
  it('is read as it was written', () => {
    const whole = row({
      window: 0,
      labels: { turn: 1, cold: false, kind: 'x' },
      finish: 'stop',
      cache: 'hit',
      server_times_ms: { eval: 12.5 },
      cost_usd: 0,
      answer: { has_content: true, expected: false },
    });
    expect(readRow(JSON.stringify(whole))).toEqual(whole);
  });

  it('keeps fields that a later version added', () => {
    expect(read({ energy_joules: 3 })).toMatchObject({ id: '1-0', energy_joules: 3 });
  });
});

describe('what is no row is refused, with the field, what was seen and what is accepted', () => {
  it.each([
    ['a later version', { v: 2 }, "the row's v is 2, and accepted is 1, which this k6-llm reads"],
    [
      'an outcome that is none',
      { outcome: 'fine' },
      `the row's outcome is "fine", and accepted is one of ok, rate_limited,`,
    ],
    ['a text for a number', { end_ms: '500' }, `the row's end_ms is "500", and accepted is a number`],
    ['a number beyond all numbers', { end_ms: null }, "the row's end_ms is null, and accepted is a number"],
    ['a negative cost', { cost_usd: -1 }, "the row's cost_usd is -1, and accepted is a number of at least 0"],
    ['half a window', { window: 0.5 }, "the row's window is 0.5, and accepted is a whole number of at least 0"],
    [
      'tokens without their source',
      { tokens: { input: 1 } },
      "the row's tokens.source is missing, and accepted is one of",
    ],
    ['tokens that are a list', { tokens: [] }, "the row's tokens is [], and accepted is an object"],
    [
      'a label that is an object',
      { labels: { a: {} } },
      `the row's labels is {"a":{}}, and accepted is an object of texts,`,
    ],
    [
      "a server's time that is a text",
      { server_times_ms: { eval: '5 ms' } },
      `the row's server_times_ms is {"eval":"5 ms"}, and accepted is an object of numbers`,
    ],
    [
      'an answer without its check',
      { answer: {} },
      "the row's answer.has_content is missing, and accepted is true or false",
    ],
    ['a field that is missing', { model: undefined }, "the row's model is missing, and accepted is a text"],
  ])('%s', (_, fields, says) => {
    expect(read(fields)).toContain(says);
  });

  it('what else may stand in its place', () => {
    expect(readRow('{"v":')).toBe('the row is no JSON');
    expect(readRow('7')).toBe("the row's form is 7, and accepted is an object");
    expect(readRow('null')).toBe("the row's form is null, and accepted is an object");
    expect(readRow(undefined)).toContain('the point has no row');
  });

  it('a value is shown short, and moves no cursor', () => {
    const said = String(read({ end_ms: `\u202e${'x'.repeat(100)}` }));
    expect(said).toBe(`the row's end_ms is "?${'x'.repeat(58)}…, and accepted is a number`);
  });
});
