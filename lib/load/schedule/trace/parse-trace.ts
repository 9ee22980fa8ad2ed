import { LlmError } from '../../../options/llm-error.ts';
import type { Traced } from '../arrival.ts';
import { parseTime } from './parse-time.ts';
import { readRecords, type TraceRecord } from './records.ts';

/** One request of a trace; `timeMs` counts from anywhere. */
export interface TracedArrival {
  timeMs: number;
  traced: Traced;
}

/** What a column may be called: by us, Azure's LLM inference traces, Mooncake's, and who follows them. */
const names = {
  time: ['time', 'timestamp', 'TIMESTAMP', 'timestamp_ms'],
  input: ['input_tokens', 'ContextTokens', 'input_length'],
  output: ['output_tokens', 'GeneratedTokens', 'output_length', 'max_tokens'],
  prompt: ['prompt', 'user'],
  blocks: ['hash_ids'],
};

type Column = keyof typeof names;

/** Mooncake's timestamps count milliseconds; ours, where they are no dates, seconds. */
const unitMs: Record<string, number> = { time: 1000, timestamp: 1, TIMESTAMP: 1, timestamp_ms: 1 };

const accepted =
  'a CSV file with a head line, or JSONL, with a time (`time` in seconds, `timestamp` in milliseconds, or a date and time), ' +
  'and `prompt` or `input_tokens`, and if known `output_tokens`; the columns of Azure and Mooncake traces are understood';

const mostTold = 3;

/**
 * The text of a trace → its requests in the order of the file.
 *
 * @param name how an error names it, such as `LLM_TRACE=trace.csv`
 * @throws LlmError that names the broken lines, what is wrong with the first ones and what is accepted
 */
export function parseTrace(text: string, name: string): TracedArrival[] {
  const records = readRecords(text);
  const first = records.find(({ fields }) => fields !== undefined);
  if (first?.fields === undefined) {
    const why = records[0] === undefined ? 'holds no request' : `line ${records[0].line}: ${records[0].problem}`;
    throw new LlmError(`${name}: ${why}; accepted is ${accepted}`);
  }
  const lacks = columnOf(first.fields, 'time') === undefined ? 'a time' : lengthless(first.fields);
  if (lacks !== undefined) {
    throw new LlmError(
      `${name}: no column for ${lacks} (${Object.keys(first.fields).join(', ')}); accepted is ${accepted}`,
    );
  }
  const broken: string[] = [];
  const arrivals: TracedArrival[] = [];
  for (const record of records) {
    const found = understand(record);
    if (typeof found === 'string') broken.push(`line ${record.line}: ${found}`);
    else arrivals.push(found);
  }
  if (broken.length > 0) {
    const more = broken.length > mostTold ? `; and ${broken.length - mostTold} more` : '';
    throw new LlmError(
      `${name}: ${broken.length} of ${records.length} rows are broken: ${broken.slice(0, mostTold).join('; ')}${more}`,
    );
  }
  return arrivals;
}

function lengthless(fields: Record<string, unknown>): string | undefined {
  return (columnOf(fields, 'prompt') ?? columnOf(fields, 'input')) ? undefined : 'input tokens or a prompt';
}

function columnOf(fields: Record<string, unknown>, column: Column): string | undefined {
  return names[column].find((name) => name in fields);
}

/** The request, or what is wrong with its row. */
function understand({ line, fields, problem }: TraceRecord): TracedArrival | string {
  if (fields === undefined) return problem ?? 'unreadable';
  const of = (column: Column): unknown => fields[columnOf(fields, column) ?? ''];
  const timeMs = parseTime(of('time'), unitMs[columnOf(fields, 'time') ?? ''] ?? 1);
  if (timeMs === undefined) return `time ${shown(of('time'))}; accepted is a number from 0 or a date and time`;
  const traced: Traced = { line };
  for (const column of ['input', 'output'] as const) {
    const value = of(column);
    if (value === undefined || value === null || value === '') continue;
    const tokens = typeof value === 'number' ? value : /^\s*\d+\s*$/.test(String(value)) ? Number(value) : Number.NaN;
    if (!Number.isInteger(tokens) || tokens < 0 || tokens > 10_000_000)
      return `${column} tokens ${shown(value)}; accepted is a whole number from 0`;
    traced[column] = tokens;
  }
  const prompt = of('prompt');
  if (typeof prompt === 'string' && prompt.trim() !== '') traced.prompt = prompt;
  else if (traced.input === undefined) return 'neither a prompt nor input tokens';
  const blocks = of('blocks');
  if (Array.isArray(blocks) && blocks.every(Number.isInteger)) traced.blocks = blocks as number[];
  return { timeMs, traced };
}

function shown(value: unknown): string {
  return value === undefined ? 'is missing' : JSON.stringify(value).slice(0, 40);
}
