import * as z from 'zod';
import { estimateSchema } from '../../cli/schemas/estimate.ts';
import type { Page } from '../page.ts';

/** The JSON schema of `k6-llm estimate --json`. */
export function estimateSchemaPage(): Page {
  const { $schema, ...schema } = z.toJSONSchema(estimateSchema, { target: 'draft-07', io: 'input' });
  const titled = {
    $schema,
    title: 'What `k6-llm estimate --json` prints',
    description: 'What a plan would cost in US dollars. A model whose price is unknown says so, and has no cost.',
    ...schema,
  };
  return { file: 'docs/schema/estimate.json', text: `${JSON.stringify(titled, null, 2)}\n` };
}
