import sse from 'k6/x/sse';
import { LlmError } from '../../options/llm-error.ts';
import type { Options } from '../../options/table.ts';
import { captureTransport } from './capture.ts';
import { httpTransport } from './http.ts';
import { openTransport } from './open.ts';
import type { Transport } from './transport.ts';

/** What the k6 in use can do: ours has all, the community extension has `open`, the stock build's stand-in nothing. */
const available: Transport[] = [
  ...('capture' in sse ? [captureTransport] : []),
  ...('open' in sse ? [openTransport] : []),
  httpTransport,
];

/** The best transport that this k6 has, or the one that was forced. */
export function chooseTransport({ transport: wanted }: Options): Transport {
  if (wanted === 'auto') return available[0] as Transport;
  const found = available.find(({ name }) => name === wanted);
  if (found === undefined) {
    const have = available.map(({ name }) => name).join(', ');
    throw new LlmError(
      `LLM_TRANSPORT=${wanted}: this k6 has ${have}; build one that has all with \`npx k6-llm build-k6\``,
    );
  }
  return found;
}
