import * as z from 'zod';
import { baselineSchema } from '../../cli/schemas/baseline.ts';
import { comparisonSchema } from '../../cli/schemas/comparison.ts';
import type { Page } from '../page.ts';

/** The JSON schemas of what `k6-llm compare` writes, for editors and for readers in other languages. */
export function comparisonSchemaPages(): Page[] {
  return [
    page(
      'docs/schema/comparison.json',
      comparisonSchema,
      'What k6-llm compare --json writes',
      'Runs of a base against runs of a head. What was not measured is absent, never 0. Times are milliseconds.',
    ),
    page(
      'docs/schema/baseline.json',
      baselineSchema,
      'What k6-llm compare --save-baseline writes',
      'A few numbers for each run, and the conditions under which they came about. Times are milliseconds.',
    ),
  ];
}

function page(file: string, of: z.ZodType, title: string, description: string): Page {
  const { $schema, ...schema } = z.toJSONSchema(of, { target: 'draft-07', io: 'input' });
  return { file, text: `${JSON.stringify({ $schema, title, description, ...schema }, null, 2)}\n` };
}
