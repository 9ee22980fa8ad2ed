import type { ProtocolName } from '../../../lib/protocols/index.ts';

/** What to ask for and how long to wait, case by case; test/k6/golden-over-a-socket.k6.test.ts writes it. */
export interface GoldenCase {
  protocol: ProtocolName;
  name: string;
  timeoutMs: number;
  idleTimeoutMs: number;
}
