import type { Capture } from '../../measure/capture.ts';
import type { FrameRules } from '../../measure/frame-rules.ts';
import type { HttpRequest } from '../../protocols/protocol.ts';

/** One way to send a request and to see when its reply comes. */
export interface Transport {
  name: 'capture' | 'open' | 'http';
  /** It sees the pieces of a stream arrive. */
  streams: boolean;
  /** It knows how late this process was itself. */
  measuresLag: boolean;
  exchange(request: HttpRequest, limits: ExchangeLimits, frames: FrameRules): Capture;
}

export interface ExchangeLimits {
  timeoutMs: number;
  idleTimeoutMs: number;
  /** The name in k6's own output. */
  name: string;
}
