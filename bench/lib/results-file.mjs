/** A results.json such as k6 leaves of a long run: 36 points an exchange, of which one holds the row. */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { gzipSync } from 'node:zlib';

const windows = 12;
const exchangesPerBlock = 500;

/** What the record of a run tells of each exchange, in the order in which k6 wrote it in a run of `ramp`. */
const metrics = [
  ...['http_reqs', 'http_req_duration', 'http_req_blocked', 'http_req_connecting', 'http_req_tls_handshaking'],
  ...['http_req_sending', 'http_req_waiting', 'http_req_receiving', 'http_req_failed', 'sse_event', 'llm_requests'],
  ...[
    'llm_time_to_first_token',
    'llm_time_to_first_answer_token',
    'llm_total_generation_time',
    'llm_tokens_per_second',
  ],
  ...['llm_inter_token_latency', 'llm_time_per_output_token', 'llm_longest_gap', 'llm_input_tokens'],
  ...['llm_output_tokens', 'llm_cached_tokens', 'llm_reasoning_tokens', 'llm_cost_usd', 'llm_client_lag'],
  ...['llm_request_failed', 'llm_timeout_rate', 'llm_response_status', 'llm_goodput', 'llm_answer_ok', 'checks'],
  ...['checks', 'checks', 'data_sent', 'data_received', 'iteration_duration', 'iterations', 'llm_started'],
];

export const pointsPerBlock = exchangesPerBlock * metrics.length;

/**
 * Writes at least so many points, plain and packed, and says what is in them: points, exchanges, bytes and dollars.
 * A block is made once for each window and written again and again; its packed form too, as members one behind another.
 */
export async function writeResults({ plain, packed, points }) {
  const blocks = Array.from({ length: windows }, (_, window) => Buffer.from(block(window)));
  const members = blocks.map((bytes) => gzipSync(bytes));
  const times = Math.ceil(points / pointsPerBlock);
  const written = { points: times * pointsPerBlock, exchanges: times * exchangesPerBlock, bytes: 0, usd: 0 };
  const [plainOut, packedOut] = [createWriteStream(plain), createWriteStream(packed)];
  for (let i = 0; i < times; i++) {
    const which = i % windows;
    for (const [out, bytes] of [
      [plainOut, blocks[which]],
      [packedOut, members[which]],
    ]) {
      if (!out.write(bytes)) await once(out, 'drain');
    }
    written.bytes += blocks[which].length;
  }
  plainOut.end();
  packedOut.end();
  await Promise.all([once(plainOut, 'finish'), once(packedOut, 'finish')]);
  written.usd = written.exchanges * usdEach;
  return written;
}

const usdEach = 0.002;

function block(window) {
  const lines = [];
  for (let i = 0; i < exchangesPerBlock; i++) for (const metric of metrics) lines.push(point(metric, window, i));
  return `${lines.join('\n')}\n`;
}

function point(metric, window, i) {
  const nanos = String((i * 7_919_317 + window * 104_729) % 1e9).padStart(9, '0');
  const time = `2026-11-22T08:${String(10 + window)}:${String(i % 60).padStart(2, '0')}.${nanos}Z`;
  const ms = 100 + ((i * 7919) % 100_003) / 1000;
  const tags = { group: '', phase: 'measured', scenario: 'ramp', window: String(window) };
  if (metric.startsWith('http_') || metric.startsWith('sse_')) {
    Object.assign(tags, {
      expected_response: 'true',
      method: 'POST',
      name: '/chat/completions',
      proto: 'HTTP/1.1',
      status: '200',
      url: '/chat/completions',
    });
  }
  if (metric === 'checks') tags.check = 'the answer has content';
  if (metric !== 'llm_requests') return line(metric, time, metric === 'llm_started' ? 1 : ms, tags);
  return line(metric, time, 1, { ...tags, outcome: 'ok' }, { row: JSON.stringify(row(window, i, ms)) });
}

/** With the keys of tags sorted, as Go writes maps. */
function line(metric, time, value, tags, metadata) {
  const sorted = Object.fromEntries(Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify({ metric, type: 'Point', data: { time, value, tags: sorted, metadata } });
}

function row(window, i, ms) {
  return {
    v: 1,
    id: `${i % 97}-${i}`,
    scenario: 'ramp',
    phase: 'measured',
    window,
    start_ms: window * 30_000 + i * 59.997,
    protocol: 'openai-chat',
    model: 'gpt-4o',
    served_model: 'gpt-4o-2024-08-06',
    request_id: `chatcmpl-${i}-${window}`,
    prompt: 'medium-07',
    outcome: 'ok',
    status: 200,
    finish: 'stop',
    headers_ms: 1.111,
    first_frame_ms: 1.122,
    first_token_ms: ms,
    first_answer_token_ms: ms,
    last_token_ms: ms + 800.123,
    end_ms: ms + 800.234,
    chunks: 150,
    longest_gap_ms: 31.682,
    gap_p50_ms: 24.721,
    gap_p99_ms: 31.682,
    time_per_output_token_ms: 25.113,
    tokens: { input: 200, cached: 0, output: 150, reasoning: 0, source: 'usage' },
    cost_usd: usdEach,
    lag_ms: 1.454,
    role_only_first: true,
    answer: { has_content: true, within_budget: true },
  };
}
