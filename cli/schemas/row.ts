import { outcomes } from '../../lib/measure/measurement.ts';
import { type Row, rowVersion } from '../../lib/measure/row.ts';

/*
 * What a row must be, for whoever reads a file that this version did not write; docs/row.md says what its fields are.
 * A table of our own and not of zod: ten million points hold 300,000 rows, and zod takes as long for one as JSON.parse.
 * Unknown fields pass: added fields do not raise the version.
 */

/** What a value must be. */
interface Check {
  /** Completes the sentence "accepted is …". */
  accepts: string;
  holds(value: unknown): boolean;
  /** Where the fault lies within the value. */
  inside?(value: unknown): Fault | undefined;
}

interface Field extends Check {
  required: boolean;
}

/** Complete: a field that the type has and the table has not is a type error, and the other way round. */
type FieldsOf<T> = {
  [Name in keyof Required<T>]: Check & { required: Record<never, never> extends Pick<T, Name> ? false : true };
};

export interface Fault {
  /** `tokens.source` */
  path: string;
  /** As JSON, shortened; absent where nothing is there. */
  saw?: string;
  accepts: string;
}

const must = (check: Check) => ({ ...check, required: true }) as const;
const may = (check: Check) => ({ ...check, required: false }) as const;

const text: Check = { accepts: 'a text', holds: (value) => typeof value === 'string' };
const flag: Check = { accepts: 'true or false', holds: (value) => typeof value === 'boolean' };
const number: Check = { accepts: 'a number', holds: Number.isFinite };
const count: Check = {
  accepts: 'a number of at least 0',
  holds: (value) => Number.isFinite(value) && Number(value) >= 0,
};
const index: Check = {
  accepts: 'a whole number of at least 0',
  holds: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
};
const oneOf = (...values: readonly string[]): Check => ({
  accepts: `one of ${values.join(', ')}`,
  holds: (value) => values.includes(value as string),
});
const version: Check = {
  accepts: `${rowVersion}, which this k6-llm reads`,
  holds: (value) => value === rowVersion,
};
const labels: Check = {
  accepts: 'an object of texts, numbers and truth values',
  holds: (value) =>
    isObject(value) && Object.values(value).every((one) => text.holds(one) || number.holds(one) || flag.holds(one)),
};

const times: Check = {
  accepts: 'an object of numbers',
  holds: (value) => isObject(value) && Object.values(value).every(number.holds),
};

function object(fields: Record<string, Field>): Check {
  const list = Object.entries(fields);
  const inside = (value: unknown): Fault | undefined => (isObject(value) ? faultIn(value, list) : undefined);
  return {
    accepts: 'an object',
    holds: (value) => isObject(value) && faultIn(value, list) === undefined,
    inside,
  };
}

const tokens: FieldsOf<NonNullable<Row['tokens']>> = {
  input: may(count),
  cached: may(count),
  cache_write: may(count),
  output: may(count),
  reasoning: may(count),
  source: must(oneOf('usage', 'exact')),
};

const answer: FieldsOf<NonNullable<Row['answer']>> = {
  has_content: must(flag),
  within_budget: may(flag),
  expected: may(flag),
};

const row: FieldsOf<Row> = {
  v: must(version),
  id: must(text),
  scenario: must(text),
  phase: must(oneOf('warmup', 'measured')),
  window: may(index),
  start_ms: must(number),
  intended_ms: may(number),
  protocol: must(text),
  model: must(text),
  served_model: may(text),
  service_tier: may(text),
  request_id: may(text),
  prompt: must(text),
  labels: may(labels),
  outcome: must(oneOf(...outcomes)),
  status: must(count),
  message: may(text),
  finish: may(oneOf('stop', 'length', 'tool', 'filter', 'error', 'other')),
  connect_ms: may(number),
  headers_ms: may(number),
  first_frame_ms: may(number),
  first_token_ms: may(number),
  first_answer_token_ms: may(number),
  first_tool_call_ms: may(number),
  last_token_ms: may(number),
  finish_ms: may(number),
  end_ms: must(number),
  chunks: must(count),
  longest_gap_ms: may(number),
  gap_p50_ms: may(number),
  gap_p99_ms: may(number),
  time_per_output_token_ms: may(number),
  tokens: may(object(tokens)),
  cost_usd: may(count),
  retry_after_s: may(count),
  load_ms: may(number),
  server_times_ms: may(times),
  cache: may(oneOf('hit', 'miss')),
  lag_ms: may(number),
  role_only_first: may(flag),
  malformed_frames: may(count),
  answer: may(object(answer)),
};

const rowFields: [string, Field][] = Object.entries(row);

/** What is wrong with a value that should be a row; undefined if it is one. */
export function faultOfRow(value: unknown): Fault | undefined {
  if (isObject(value)) return faultIn(value, rowFields);
  return { path: 'form', saw: shortened(value), accepts: 'an object' };
}

function faultIn(value: Record<string, unknown>, fields: [string, Field][]): Fault | undefined {
  for (const [name, field] of fields) {
    const one = value[name];
    if (one === undefined ? !field.required : field.holds(one)) continue;
    const inner = field.inside?.(one);
    if (inner !== undefined) return { ...inner, path: `${name}.${inner.path}` };
    const { accepts } = field;
    return one === undefined ? { path: name, accepts } : { path: name, saw: shortened(one), accepts };
  }
  return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Of a file that may hold anything: one line, and nothing that moves a cursor. */
function shortened(value: unknown): string {
  const json = JSON.stringify(value).replace(/\p{C}/gu, '?');
  return json.length > 60 ? `${json.slice(0, 60)}…` : json;
}
