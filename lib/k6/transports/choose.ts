import sse from 'k6/x/sse';
import { LlmError } from '../../options/llm-error.ts';
import type { Options } from '../../options/table.ts';
import { captureTransport } from './capture.ts';
import type { Transport } from './transport.ts';

/**
 * The best transport that this k6 has, or the one that was forced. Ours has all; the other two are loaded only where they
 * are used, since each virtual user pays for them (50 kB, half of it `k6/http`).
 */
export function chooseTransport({ transport: wanted }: Options): Transport {
  const own: Transport[] = 'capture' in sse ? [captureTransport] : [];
  const isWanted = ({ name }: Transport): boolean => wanted === 'auto' || wanted === name;
  const found = own.find(isWanted) ?? require('./fallback.ts').fallbackTransports.find(isWanted);
  if (found === undefined) {
    const have = [...own, ...require('./fallback.ts').fallbackTransports].map(({ name }) => name).join(', ');
    throw new LlmError(
      `LLM_TRANSPORT=${wanted}: this k6 has ${have}; build one that has all with \`npx k6-llm build-k6\``,
    );
  }
  return found;
}
