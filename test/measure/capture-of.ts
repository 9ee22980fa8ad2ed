import type { Capture, PieceTimes } from '../../lib/measure/capture.ts';

/** A streamed answer in the words of `Capture`: pieces at 100, 110 and 120 ms, stop, 4 tokens; with what is given over it. */
export function captureOf(over: Partial<Capture> = {}): Capture {
  return {
    status: 200,
    headers: {},
    proto: 'HTTP/1.1',
    reused: false,
    timings: { headers: 50, firstFrame: 90, end: 130 },
    channels: { text: piecesAt(100, 110, 120) },
    pieces: piecesAt(100, 110, 120),
    lastChannels: ['text'],
    text: { text: 'Blue sky.' },
    finish: 'stop',
    model: 'm',
    usage: ['{"prompt_tokens":9,"completion_tokens":4}'],
    extra: {},
    comments: 0,
    roleOnlyFirst: true,
    malformed: { n: 0 },
    frameCount: 6,
    bytes: 600,
    ended: 'terminal',
    ...over,
  };
}

/** What a transport has when nothing of an answer was seen. */
export function nothingSeen(over: Partial<Capture> = {}): Capture {
  const { pieces: _pieces, text: _text, finish: _finish, model: _model, ...seen } = captureOf();
  return {
    ...seen,
    timings: { end: 130 },
    channels: {},
    lastChannels: [],
    usage: [],
    roleOnlyFirst: false,
    frameCount: 0,
    bytes: 0,
    ...over,
  };
}

export function piecesAt(...times: [number, ...number[]]): PieceTimes {
  const first = times[0];
  const last = times.at(-1) ?? first;
  const gap = times.length > 1 ? (last - first) / (times.length - 1) : undefined;
  return { count: times.length, first, last, ...(gap !== undefined && { longestGap: gap, gapP50: gap, gapP99: gap }) };
}
