import type { Capture } from '../../measure/capture.ts';
import type { HttpRequest, Protocol } from '../../protocols/protocol.ts';

/** One way to send a request and to see when its reply comes. */
export interface Transport {
  name: 'capture' | 'open' | 'http';
  /** It sees the pieces of a stream arrive. */
  streams: boolean;
  /** It knows how late this process was itself. */
  measuresLag: boolean;
  /** Makes ready, for all virtual users, what exchanges of this API need; called in the first one's init context. */
  prepare?(protocol: Protocol): void;
  /** A reply that came whole is read too, by the protocol's rules for a body. */
  exchange(request: HttpRequest, limits: ExchangeLimits, protocol: Protocol): Capture;
}

export interface ExchangeLimits {
  timeoutMs: number;
  idleTimeoutMs: number;
  /** The name in k6's own output. */
  name: string;
}
