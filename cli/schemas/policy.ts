import * as z from 'zod';
import { parseSlo } from '../../lib/analysis/gate/parse-slo.ts';
import type { OptionValue, PolicyOptions } from '../../lib/analysis/gate/policy.ts';
import { aboutOptions } from '../../lib/options/about.ts';
import { positiveDuration } from '../../lib/options/kinds.ts';
import { type OptionKey, optionTable } from '../../lib/options/table.ts';
import { checkOption } from '../policy/option-text.ts';
import { isSecret } from '../secrets.ts';

/*
 * The policy file, and the published docs/schema/policy.json. What an option accepts is said by the table's own kinds;
 * what an SLO may say, by the parser of SLOs: neither is repeated here. A type-level test holds this equal to
 * lib/analysis/gate/policy.ts.
 */

const optionValue: z.ZodType<OptionValue, OptionValue> = z
  .union([
    z.string(),
    z.number(),
    z.boolean(),
    z.array(z.union([z.string(), z.number()])),
    z.record(z.string(), z.unknown()),
  ])
  .meta({ id: 'optionValue' });

/** Editors know both names of an option; whoever reads the file is told about any other one by `checkOption`. */
const knownOptions: Record<string, z.ZodType> = Object.fromEntries(
  (Object.keys(optionTable) as OptionKey[])
    .filter((key) => !isSecret(optionTable[key].env))
    .flatMap((key) => {
      const { env, kind } = optionTable[key];
      const about = optionValue.optional().describe(`${aboutOptions[key]}. Accepted is ${kind.accepts}`);
      return [
        [key, about],
        [env, about],
      ];
    }),
);

const policyOptions = z
  .looseObject(knownOptions)
  .superRefine((given, context) => {
    for (const [name, value] of Object.entries(given)) {
      const wrong = checkOption(name, value);
      if (wrong !== undefined) context.addIssue({ code: 'custom', path: [name], message: wrong });
    }
  })
  .meta({
    id: 'options',
    description: 'By key (timeoutMs) or by variable (LLM_TIMEOUT); docs/options.md lists them',
  }) as unknown as z.ZodType<PolicyOptions, PolicyOptions>;

const sloText = z
  .string()
  .superRefine((text, context) => {
    const parsed = parseSlo(text);
    if ('error' in parsed) context.addIssue({ code: 'custom', message: parsed.error, params: { saw: text } });
  })
  .describe('Such as ttft.p95 < 1000ms, goodput > 0.95, failures < 1%, cost.total < 10');

const slos = z
  .array(
    z.union([
      sloText,
      z.strictObject({ slo: sloText, name: z.string().exactOptional().describe('Words for reports') }),
    ]),
  )
  .meta({ id: 'slos' });

const duration = z.string().superRefine((text, context) => {
  if (positiveDuration.parse(text) === undefined) {
    context.addIssue({ code: 'custom', message: `accepted is ${positiveDuration.accepts}`, params: { saw: text } });
  }
});

const asOption = (key: OptionKey) =>
  z
    .string()
    .superRefine((text, context) => {
      const wrong = checkOption(key, text);
      if (wrong !== undefined) context.addIssue({ code: 'custom', message: wrong });
    })
    .describe(`${aboutOptions[key]}. Accepted is ${optionTable[key].kind.accepts}`);

const scenario = z.strictObject({
  script: z.string().min(1).exactOptional().describe('A k6 script of your own, from the folder of this file'),
  options: policyOptions.exactOptional(),
  slos: slos.exactOptional(),
  stages: z
    .record(z.string(), slos)
    .exactOptional()
    .describe('SLOs for a part of the load: by its number from 1, its name (surge), or its users (20 users)'),
});

export const policySchema = z.strictObject({
  $schema: z.string().exactOptional(),
  target: z
    .strictObject({
      baseUrl: asOption('baseUrl').exactOptional(),
      model: asOption('model').exactOptional(),
      protocol: asOption('protocol').exactOptional(),
    })
    .exactOptional()
    .describe('What is loaded. The key is never here: it comes from LLM_API_KEY'),
  options: policyOptions.exactOptional().describe('For every scenario'),
  scenarios: z
    .record(z.string(), scenario)
    .exactOptional()
    .describe('By the name of a scenario of k6-llm, or by the name that your own gives defineTest'),
  slos: slos.exactOptional().describe('For every scenario, besides its own'),
  goodput: z
    .strictObject({
      timeToFirstToken: duration.exactOptional(),
      timePerOutputToken: duration.exactOptional(),
      total: duration.exactOptional(),
    })
    .exactOptional()
    .describe('When one exchange counts as good; needed where an SLO speaks of goodput'),
  rateLimitsFail: z.boolean().exactOptional().describe('429s count as failures, and as not good (default false)'),
  confidence: z
    .number()
    .min(0.5)
    .max(0.9999)
    .exactOptional()
    .describe('Of each end of an interval; 0.5 takes what was seen for the truth (default 0.95)'),
  budgetUsd: z
    .number()
    .superRefine((usd, context) => {
      const wrong = checkOption('budgetUsd', usd);
      if (wrong !== undefined) context.addIssue({ code: 'custom', message: wrong });
    })
    .exactOptional()
    .describe('What a run may cost, in US dollars'),
  baseline: z.string().min(1).exactOptional().describe('What `k6-llm compare` compares with'),
  reports: z
    .strictObject({
      junit: z.string().min(1).exactOptional(),
      markdown: z.string().min(1).exactOptional(),
      json: z.string().min(1).exactOptional(),
    })
    .exactOptional()
    .describe('Files that `k6-llm gate` writes'),
});
