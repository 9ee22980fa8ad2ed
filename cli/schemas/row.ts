import * as z from 'zod';
import { outcomes } from '../../lib/measure/measurement.ts';
import { rowVersion } from '../../lib/measure/row.ts';

/*
 * One row of results.json, for whoever reads a file that this version did not write. A type-level test holds it equal
 * to the Row of lib/measure/row.ts; docs/row.md says what the fields are. Unknown fields pass: added fields do not
 * raise the version.
 */

const ms = z.number();
const count = z.number().min(0);

export const rowSchema = z.object({
  v: z.number().refine((v): boolean => v === rowVersion, {
    error: ({ input }) => `version ${input}, and this k6-llm reads version ${rowVersion}`,
  }),
  id: z.string(),
  scenario: z.string(),
  phase: z.enum(['warmup', 'measured']),
  window: z.int().min(0).optional(),
  start_ms: ms,
  intended_ms: ms.optional(),
  protocol: z.string(),
  model: z.string(),
  served_model: z.string().optional(),
  service_tier: z.string().optional(),
  request_id: z.string().optional(),
  prompt: z.string(),
  labels: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  outcome: z.enum(outcomes),
  status: count,
  message: z.string().optional(),
  finish: z.enum(['stop', 'length', 'tool', 'filter', 'error', 'other']).optional(),
  connect_ms: ms.optional(),
  headers_ms: ms.optional(),
  first_frame_ms: ms.optional(),
  first_token_ms: ms.optional(),
  first_answer_token_ms: ms.optional(),
  last_token_ms: ms.optional(),
  end_ms: ms,
  chunks: count,
  longest_gap_ms: ms.optional(),
  gap_p50_ms: ms.optional(),
  gap_p99_ms: ms.optional(),
  time_per_output_token_ms: ms.optional(),
  tokens: z
    .object({
      input: count.optional(),
      cached: count.optional(),
      cache_write: count.optional(),
      output: count.optional(),
      reasoning: count.optional(),
      source: z.enum(['usage', 'exact']),
    })
    .optional(),
  cost_usd: count.optional(),
  retry_after_s: count.optional(),
  load_ms: ms.optional(),
  cache: z.enum(['hit', 'miss']).optional(),
  lag_ms: ms.optional(),
  role_only_first: z.boolean().optional(),
  malformed_frames: count.optional(),
  answer: z
    .object({
      has_content: z.boolean(),
      within_budget: z.boolean().exactOptional(),
      expected: z.boolean().exactOptional(),
    })
    .optional(),
});
