import type { CaptureParams } from 'k6/x/sse';
import type { HttpRequest, Protocol } from '../../protocols/protocol.ts';
import type { ExchangeLimits } from './transport.ts';

/** The name of a protocol's rules for a reply that came whole; those for a stream have the protocol's own. */
export const bodyRules = ({ name }: Pick<Protocol, 'name'>): string => `${name} body`;

/** What `sse.capture` is asked. The rules are named: as objects they would weigh 40 kB in each virtual user. */
export function captureParams(
  { url, method, headers, body }: HttpRequest,
  { timeoutMs, idleTimeoutMs, name }: ExchangeLimits,
  protocol: Pick<Protocol, 'name' | 'framing'>,
): { url: string; params: CaptureParams } {
  const params: CaptureParams = {
    method,
    headers,
    body,
    timeoutMs,
    idleTimeoutMs,
    framing: protocol.framing,
    frames: protocol.name,
    wholeBody: bodyRules(protocol),
    keep: ['text'],
    tags: { name },
  };
  return { url, params };
}
