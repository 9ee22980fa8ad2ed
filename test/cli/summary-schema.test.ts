import { describe, expect, expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import { summarySchema } from '../../cli/schemas/summary.ts';
import type { Report } from '../../lib/report/report.ts';

describe('the schema of summary.json', () => {
  it('is the type of a report, field by field (checked by tsc)', () => {
    expectTypeOf<z.infer<typeof summarySchema>>().toEqualTypeOf<Report>();
  });

  it('names the field that is wrong', () => {
    const { error } = summarySchema.safeParse({ schema: 1, scenario: 3 });
    expect(error?.issues.map(({ path }) => path.join('.'))).toContain('scenario');
  });

  it('refuses another version of the format', () => {
    expect(summarySchema.shape.schema.safeParse(2).success).toBe(false);
  });
});
