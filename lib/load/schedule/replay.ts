import { formatDuration } from '../../options/duration.ts';
import { LlmError } from '../../options/llm-error.ts';
import type { Options } from '../../options/table.ts';
import { estimateTokens } from '../../prompts/estimate-tokens.ts';
import type { LoadShape } from '../load-shape.ts';
import type { Arrival } from './arrival.ts';
import type { ReadText } from './read-text.ts';
import { scheduledLoad } from './scheduled-load.ts';
import { parseTrace } from './trace/parse-trace.ts';

/** Requests as a trace has them, in the order of their times; the first starts at once. */
export function replayArrivals({ trace, speed }: Options, read: ReadText): Arrival[] {
  if (trace === undefined) {
    throw new LlmError(
      'LLM_TRACE is not set: accepted is the path of a CSV or JSONL file of requests with their times',
    );
  }
  const found = parseTrace(read('LLM_TRACE', trace), `LLM_TRACE=${trace}`);
  // Logs of several machines are often only nearly in order; equal times keep the order of the file.
  found.sort((a, b) => a.timeMs - b.timeMs);
  const startMs = found[0]?.timeMs ?? 0;
  return found.map(({ timeMs, traced }) => ({ atMs: Math.round(((timeMs - startMs) / speed) * 1000) / 1000, traced }));
}

export function replayLoad(options: Options, arrivals: readonly Arrival[]): LoadShape {
  const { speed, maxTokens, trace } = options;
  const lastMs = Math.round((arrivals.at(-1)?.atMs ?? 0) / 1000) * 1000;
  let input = 0;
  let output = 0;
  for (const { traced } of arrivals) {
    input += traced?.input ?? estimateTokens(traced?.prompt ?? '');
    output += traced?.output ?? maxTokens;
  }
  const sorted = arrivals.every(({ traced }, i) => (traced?.line ?? 0) >= (arrivals[i - 1]?.traced?.line ?? 0));
  const about =
    `open load, ${arrivals.length} requests of ${trace?.split('/').at(-1)} over ${formatDuration(lastMs)}` +
    `${speed === 1 ? '' : ` at ${speed} × its speed`}${sorted ? '' : ', put in order of time'}; planned are about ` +
    `${input} tokens in and at most ${output} out`;
  return scheduledLoad(options, arrivals, about, 'LLM_TRACE');
}
