import type { CaptureParams } from 'k6/x/sse';
import type { Protocol } from '../../protocols/protocol.ts';
import type { ExchangeLimits } from './transport.ts';

/** The name of a protocol's rules for a reply that came whole; those for a stream have the protocol's own. */
export const bodyRules = ({ name }: Pick<Protocol, 'name'>): string => `${name} body`;

/** What `sse.capture` is asked besides a request. The rules are named: as objects they would weigh 40 kB in each user. */
export const captureParams = (
  { timeoutMs, idleTimeoutMs, name }: ExchangeLimits,
  protocol: Pick<Protocol, 'name' | 'framing'>,
): CaptureParams => ({
  timeoutMs,
  idleTimeoutMs,
  framing: protocol.framing,
  frames: protocol.name,
  wholeBody: bodyRules(protocol),
  keep: ['text'],
  tags: { name },
});
