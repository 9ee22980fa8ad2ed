import type { WorkedExchange } from './worked-exchange.ts';

/** The instants of a row, each with what stops the clock. */
export const instants = [
  ['headers_ms', 'the response headers'],
  ['first_frame_ms', 'the first data frame, whatever it holds'],
  ['first_token_ms', 'the first non-empty piece on any channel, reasoning too'],
  ['first_answer_token_ms', 'the first piece that is not reasoning: text, tool call or refusal'],
  ['first_tool_call_ms', 'the first piece of a tool call'],
  ['last_token_ms', 'the last non-empty piece'],
  ['finish_ms', 'the frame with the finish reason, which may bring the last piece too'],
  ['end_ms', 'the end frame, or the end of the body'],
] as const;

const msPerMark = 20;

/** The exchange as text: what is read when, and how far each time of the row reaches. */
export function timeline({ connectMs, headersMs, steps, row }: WorkedExchange): string {
  const events = [
    { atMs: 0, words: 'the call' },
    { atMs: connectMs, words: 'connected: TCP and TLS' },
    { atMs: headersMs, words: 'status and headers' },
    ...steps,
  ];
  const width = Math.max(...events.map(({ words }) => words.length));
  const read = events.map(({ atMs, words }) => {
    const fields = (['connect_ms', ...instants.map(([name]) => name)] as const).filter((name) => row[name] === atMs);
    return `${String(atMs).padStart(5)}  ${words.padEnd(width)}  ${fields.join(', ')}`.trimEnd();
  });
  const longest = Math.max(...instants.map(([name]) => name.length));
  const reach = instants.flatMap(([name]) => {
    const atMs = row[name];
    if (atMs === undefined) return [];
    return [`${name.padEnd(longest)}  ├${'─'.repeat(Math.round(atMs / msPerMark) - 1)}┤ ${atMs}`];
  });
  return [...read, '', ...reach].join('\n');
}
