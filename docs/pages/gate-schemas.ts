import * as z from 'zod';
import { gateSchema } from '../../cli/schemas/gate.ts';
import { policySchema } from '../../cli/schemas/policy.ts';
import type { Page } from '../page.ts';

/** The JSON schemas of what goes into `k6-llm gate` and of what comes out, for editors and other languages. */
export function gateSchemaPages(): Page[] {
  return [
    page('policy', policySchema, {
      title: 'k6-llm.config of k6-llm',
      description: 'Target, options, SLOs and reports of a suite. An API key never stands here.',
    }),
    page('gate', gateSchema, {
      title: 'What `k6-llm gate --json` writes',
      description:
        'The answer on one or several runs. What was not measured is absent, never 0. Times are milliseconds.',
    }),
  ];
}

function page(name: string, of: z.ZodType, words: { title: string; description: string }): Page {
  const { $schema, ...schema } = z.toJSONSchema(of, { target: 'draft-07', io: 'input' });
  return { file: `docs/schema/${name}.json`, text: `${JSON.stringify({ $schema, ...words, ...schema }, null, 2)}\n` };
}
