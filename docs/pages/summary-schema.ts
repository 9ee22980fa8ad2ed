import * as z from 'zod';
import { summarySchema } from '../../cli/schemas/summary.ts';
import type { Page } from '../page.ts';

/** The JSON schema of summary.json, for editors and for readers in other languages. */
export function summarySchemaPage(): Page {
  const { $schema, ...schema } = z.toJSONSchema(summarySchema, { target: 'draft-07', io: 'input' });
  const titled = {
    $schema,
    title: 'summary.json of k6-llm',
    description: 'One run as one value. What was not measured is absent, never 0. Times are milliseconds.',
    ...schema,
  };
  return { file: 'docs/schema/summary.json', text: `${JSON.stringify(titled, null, 2)}\n` };
}
