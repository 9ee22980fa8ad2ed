import sse from 'k6/x/sse';
import { httpTransport } from './http.ts';
import { openTransport } from './open.ts';
import type { Transport } from './transport.ts';

/** Where there is no `capture`: the community extension has `open`, the stock build's stand-in nothing. */
export const fallbackTransports: Transport[] = [...('open' in sse ? [openTransport] : []), httpTransport];
