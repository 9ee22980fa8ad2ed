import { advertisedLimits } from '../limits/advertised/advertised-limits.ts';
import type { RateLimit } from '../limits/rate-limit.ts';
import type { Protocol } from '../protocols/protocol.ts';
import type { Capture } from './capture.ts';
import type { Measurement } from './measurement.ts';

/** One exchange looked at closely: what the endpoint is like, for `k6-llm doctor`. */
export interface Probe extends Omit<Measurement, 'text'> {
  protocol: string;
  /** The transport that made it. */
  transport: string;
  /** `HTTP/1.1`, `HTTP/2.0`; empty when no response came. */
  proto: string;
  streamAsked: boolean;
  modelAsked: string;
  /** Data frames, the end mark included. */
  frames: number;
  /** Pieces by channel: text, reasoning, tool, refusal. */
  channels: Record<string, number>;
  /** Output tokens ÷ total time. */
  tokensPerSecond?: number;
  /** The first frame that could not be read, shortened. */
  firstMalformed?: string;
  /** What the endpoint advertises. */
  limits: RateLimit[];
}

export interface ProbeContext {
  protocol: Protocol;
  transport: string;
  streamAsked: boolean;
  modelAsked: string;
  /** Milliseconds since the epoch, for limits that come back at a point in time. */
  nowMs: number;
}

/** Capture and measurement of one exchange → what is worth telling a person about it. */
export function probeOf(capture: Capture, exchange: Measurement, context: ProbeContext): Probe {
  const { protocol, transport, streamAsked, modelAsked, nowMs } = context;
  const { text: _, ...measured } = exchange;
  const probe: Probe = {
    ...measured,
    protocol: protocol.name,
    transport,
    proto: capture.proto,
    streamAsked,
    modelAsked,
    frames: capture.frameCount,
    channels: Object.fromEntries(Object.entries(capture.channels).map(([name, { count }]) => [name, count])),
    limits: advertisedLimits(capture.headers, capture.body, nowMs),
  };
  const output = exchange.tokens?.output;
  if (output !== undefined && output > 0 && exchange.outcome === 'ok') {
    probe.tokensPerSecond = (output / exchange.endMs) * 1000;
  }
  if (capture.malformed.first !== undefined) probe.firstMalformed = capture.malformed.first;
  return probe;
}
