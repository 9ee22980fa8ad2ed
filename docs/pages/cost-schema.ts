import * as z from 'zod';
import { costSchema } from '../../cli/schemas/cost.ts';
import type { Page } from '../page.ts';

/** The JSON schema of `k6-llm cost --json`. */
export function costSchemaPage(): Page {
  const { $schema, ...schema } = z.toJSONSchema(costSchema, { target: 'draft-07', io: 'input' });
  const titled = {
    $schema,
    title: 'What `k6-llm cost --json` prints',
    description: 'The money of one or several runs in US dollars. What is unknown is counted, never taken for 0.',
    ...schema,
  };
  return { file: 'docs/schema/cost.json', text: `${JSON.stringify(titled, null, 2)}\n` };
}
