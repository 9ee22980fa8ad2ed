import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Measurement, outcomes } from '../../lib/measure/measurement.ts';
import { type RowContext, rowValues, rowVersion } from '../../lib/measure/row.ts';
import { rowText } from '../../lib/measure/row-text.ts';
import { root } from '../rules/source-files.ts';

const context: RowContext = {
  id: '1-0',
  scenario: 'ramp',
  phase: 'measured',
  window: 2,
  startMs: 1000,
  intendedMs: 998,
  labels: { turn: 2 },
  protocol: 'openai-chat',
  modelAsked: 'small',
  prompt: 'short-1',
};

/** Every field that a measurement can have. */
const full: Required<Measurement> = {
  outcome: 'stream_error',
  status: 200,
  message: 'overloaded',
  requestId: 'req-1',
  finish: 'stop',
  model: 'small-2',
  serviceTier: 'priority',
  connectMs: 1,
  headersMs: 2,
  firstFrameMs: 3,
  firstTokenMs: 4.123456,
  firstAnswerTokenMs: 5,
  firstToolCallMs: 5.5,
  lastTokenMs: 6,
  finishMs: 6.5,
  endMs: 7,
  chunks: 3,
  longestGapMs: 1,
  gapP50Ms: 1,
  gapP99Ms: 1,
  tokens: { input: 1, cached: 1, cacheWrite: 1, output: 3, reasoning: 1, source: 'usage' },
  timePerOutputTokenMs: 1,
  tokensPerChunk: 1,
  hiddenTokens: 1,
  costUsd: 0.1,
  retryAfterSeconds: 1,
  loadMs: 1,
  serverTimesMs: { load: 1, prompt_eval: 1, eval: 1, total: 1 },
  cache: 'hit',
  location: 'http://localhost/v1?call=1',
  lagMs: 1,
  text: { text: 'secret words' },
  reused: false,
  comments: 1,
  roleOnlyFirst: true,
  malformedFrames: 1,
};
const answer = { has_content: true, within_budget: true, expected: false };

const bare: Measurement = {
  outcome: 'network',
  status: 0,
  endMs: 9,
  chunks: 0,
  text: {},
  reused: false,
  comments: 0,
  roleOnlyFirst: false,
  malformedFrames: 0,
};

const page = readFileSync(path.join(root, 'docs/row.md'), 'utf8');
const [fields, outcomeList] = page
  .split('## Outcomes')
  .map((part) => [...part.matchAll(/^\| `([\w.]+)` \|/gm)].map(([, name]) => name as string));

/** `tokens`, `tokens.input`, … */
function names(row: Record<string, unknown>, prefix = ''): string[] {
  return Object.entries(row).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null && name !== 'labels'
      ? [prefix + name, ...names(value as Record<string, unknown>, `${name}.`)]
      : [prefix + name],
  );
}

describe('the row', () => {
  it('has the fields that docs/row.md lists, in its order', () => {
    expect(names(JSON.parse(rowText(rowValues(context, full, answer))))).toEqual(fields);
  });

  it('has at least the fields that docs/row.md calls never absent', () => {
    const always = [...page.matchAll(/^\| `([\w.]+)` \|.*\| never \|$/gm)].map(([, name]) => name);
    const { window: _window, intendedMs: _intended, labels: _labels, ...noWindow } = context;
    expect(names(JSON.parse(rowText(rowValues(noWindow, bare, undefined))))).toEqual(always);
  });

  it('has the version that docs/row.md tells', () => {
    expect(page).toContain(`Version of this list, now ${rowVersion};`);
  });

  it('has each value under its own name', () => {
    const distinct: Measurement = { ...full, connectMs: 11, headersMs: 12, firstFrameMs: 13, firstTokenMs: 14 };
    Object.assign(distinct, { firstAnswerTokenMs: 15, firstToolCallMs: 16, lastTokenMs: 17, finishMs: 18, endMs: 19 });
    Object.assign(distinct, { chunks: 20, longestGapMs: 21, gapP50Ms: 22, gapP99Ms: 23, timePerOutputTokenMs: 24 });
    Object.assign(distinct, { costUsd: 25, retryAfterSeconds: 26, loadMs: 27, lagMs: 28, malformedFrames: 29 });
    distinct.tokens = { input: 31, cached: 32, cacheWrite: 33, output: 34, reasoning: 35, source: 'exact' };
    distinct.serverTimesMs = { eval: 41, total: 42 };
    expect(JSON.parse(rowText(rowValues(context, distinct, answer)))).toEqual({
      ...{ v: rowVersion, id: '1-0', scenario: 'ramp', phase: 'measured', window: 2, start_ms: 1000, intended_ms: 998 },
      ...{ protocol: 'openai-chat', model: 'small', served_model: 'small-2', service_tier: 'priority' },
      ...{ request_id: 'req-1', prompt: 'short-1', labels: { turn: 2 }, outcome: 'stream_error', status: 200 },
      ...{ message: 'overloaded', finish: 'stop', connect_ms: 11, headers_ms: 12, first_frame_ms: 13 },
      ...{ first_token_ms: 14, first_answer_token_ms: 15, first_tool_call_ms: 16, last_token_ms: 17, finish_ms: 18 },
      ...{ end_ms: 19, chunks: 20, longest_gap_ms: 21, gap_p50_ms: 22, gap_p99_ms: 23, time_per_output_token_ms: 24 },
      tokens: { input: 31, cached: 32, cache_write: 33, output: 34, reasoning: 35, source: 'exact' },
      ...{ cost_usd: 25, retry_after_s: 26, load_ms: 27, cache: 'hit', lag_ms: 28, role_only_first: true },
      server_times_ms: { eval: 41, total: 42 },
      ...{ malformed_frames: 29, answer },
    });
  });

  it('keeps microseconds and no more', () => {
    expect(JSON.parse(rowText(rowValues(context, full, answer))).first_token_ms).toBe(4.123);
  });

  it('never holds what was generated', () => {
    expect(rowText(rowValues(context, full, answer))).not.toContain('secret words');
  });

  it('has the outcomes that docs/row.md lists, in its order', () => {
    expect(outcomeList).toEqual([...outcomes]);
  });
});
