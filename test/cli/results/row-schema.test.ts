import { describe, expect, expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import { readRow } from '../../../cli/results/read-row.ts';
import type { rowSchema } from '../../../cli/schemas/row.ts';
import type { Row } from '../../../lib/measure/row.ts';
import { row } from './recorded-points.ts';

const read = (fields: Record<string, unknown>) => readRow(JSON.stringify({ ...row(), ...fields }));

describe('the schema of a row', () => {
  it('is the type of a row, field by field (checked by tsc)', () => {
    expectTypeOf<z.infer<typeof rowSchema>>().toEqualTypeOf<Row>();
  });

  it('lets fields pass that a later version added', () => {
    expect(read({ energy_joules: 3 })).toMatchObject({ id: '1-0', energy_joules: 3 });
  });

  it.each([
    ['a later version', { v: 2 }, "the row's v is wrong: version 2, and this k6-llm reads version 1"],
    ['an outcome that is none', { outcome: 'fine' }, "the row's outcome is wrong: Invalid option"],
    ['a text for a number', { end_ms: '500' }, "the row's end_ms is wrong"],
    ['a negative cost', { cost_usd: -1 }, "the row's cost_usd is wrong"],
    ['tokens without their source', { tokens: { input: 1 } }, "the row's tokens.source is wrong"],
    ['a field that is missing', { model: undefined }, "the row's model is wrong"],
  ])('refuses %s and names the field', (_, fields, says) => {
    expect(read(fields)).toContain(says);
  });

  it('says what else may stand in its place', () => {
    expect(readRow('{"v":')).toBe('the row is no JSON');
    expect(readRow('7')).toContain("the row's form is wrong");
    expect(readRow(undefined)).toContain('the point has no row');
  });
});
