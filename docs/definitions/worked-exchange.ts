import type { Capture } from '../../lib/measure/capture.ts';
import { createFrameEvaluator } from '../../lib/measure/evaluate-frames.ts';
import { measure } from '../../lib/measure/measure.ts';
import { type Row, rowValues } from '../../lib/measure/row.ts';
import { rowText } from '../../lib/measure/row-text.ts';
import { openaiChat } from '../../lib/protocols/openai-chat.ts';

/** One frame of the exchange that the page works out. */
export interface Step {
  atMs: number;
  /** The data of the frame, as on the wire. */
  data: string;
  /** What it is, for people. */
  words: string;
}

export interface WorkedExchange {
  /** TCP and TLS together. */
  connectMs: number;
  headersMs: number;
  steps: Step[];
  row: Row;
}

/** How it goes on after the first words: with a tool call, which many meters do not see, or with more text. */
export type Ending = 'tool call' | 'text';

const endings: Record<Ending, Omit<Step, 'atMs'>> = {
  'tool call': {
    data: chunk({ tool_calls: [{ index: 0, function: { name: 'look_up', arguments: '{}' } }] }),
    words: 'chunk 5, tool call `look_up`',
  },
  text: { data: chunk({ content: '!' }), words: 'chunk 5, text "!"' },
};

const tcpMs = 4;
const tlsMs = 6;
const headersMs = 60;

/** A streamed chat completion in round numbers, read by the code that reads every other. */
export function workedExchange(ending: Ending): WorkedExchange {
  const steps: Step[] = [
    { atMs: 110, data: chunk({ role: 'assistant', content: '' }), words: 'the role, and no token' },
    { atMs: 160, data: chunk({ reasoning_content: 'Say' }), words: 'chunk 1, reasoning "Say"' },
    { atMs: 310, data: chunk({ reasoning_content: ' blue.' }), words: 'chunk 2, reasoning " blue."' },
    { atMs: 460, data: chunk({ content: 'Blue' }), words: 'chunk 3, text "Blue"' },
    { atMs: 560, data: chunk({ content: ' sky' }), words: 'chunk 4, text " sky"' },
    { atMs: 660, ...endings[ending] },
    { atMs: 710, data: chunk({}, ending === 'text' ? 'stop' : 'tool_calls'), words: 'the finish reason' },
    {
      atMs: 810,
      data: '{"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":11,"completion_tokens_details":{"reasoning_tokens":5}}}',
      words: 'usage: 9 tokens in, 11 out, 5 of them reasoning',
    },
    { atMs: 1100, data: '[DONE]', words: 'the end' },
  ];
  return { connectMs: tcpMs + tlsMs, headersMs, steps, row: rowFrom(steps) };
}

function rowFrom(steps: Step[]): Row {
  const evaluator = createFrameEvaluator(openaiChat.frames);
  for (const { data, atMs } of steps) evaluator.frame(data, atMs);
  const { firstFrame, finishFrame, ...found } = evaluator.result();
  const capture: Capture = {
    status: 200,
    headers: {},
    proto: 'HTTP/1.1',
    reused: false,
    timings: {
      connect: tcpMs,
      tls: tlsMs,
      headers: headersMs,
      ...(firstFrame !== undefined && { firstFrame }),
      ...(finishFrame !== undefined && { finishFrame }),
      end: steps.at(-1)?.atMs ?? 0,
    },
    comments: 0,
    bytes: 0,
    ended: 'terminal',
    ...found,
  };
  const measured = measure(capture, { protocol: openaiChat, streamAsked: true, nowMs: 0 });
  const context = {
    id: '1-0',
    scenario: 'fixed',
    phase: 'measured',
    startMs: 0,
    protocol: openaiChat.name,
    modelAsked: 'small',
    prompt: 'short-1',
  } as const;
  return JSON.parse(rowText(rowValues(context, measured, undefined)));
}

function chunk(delta: object, finish: string | null = null): string {
  return JSON.stringify({ object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: finish }] });
}
