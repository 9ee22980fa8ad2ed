import http from 'k6/http';
import { chooseTransport } from '../../../lib/k6/transports/choose.ts';
import type { Capture } from '../../../lib/measure/capture.ts';
import type { Options } from '../../../lib/options/table.ts';
import { loadProtocol } from '../../../lib/protocols/index.ts';
import type { Protocol } from '../../../lib/protocols/protocol.ts';
import type { GoldenCase } from './golden-case.ts';

const { GOLDEN_SERVER: server = '', GOLDEN_TRANSPORT: name = '', GOLDEN_CASES: file = '' } = __ENV;
const cases = JSON.parse(open(file)) as GoldenCase[];
const transport = chooseTransport({ transport: name } as Options);
const protocols: Record<string, Protocol> = {};
for (const api of new Set(cases.map(({ protocol }) => protocol))) {
  const protocol = await loadProtocol(api);
  protocols[api] = protocol;
  if (__VU === 0) transport.prepare?.(protocol);
}

export const options = {
  scenarios: { each: { executor: 'shared-iterations', vus: 1, iterations: 1, maxDuration: '2m' } },
};

/** One exchange for each golden stream, through one transport as a run would use it; hands back every capture. */
export default function exchangeEach(): void {
  const captures = cases.map(({ protocol, name: path, ...limits }): Capture => {
    const request = {
      method: 'POST' as const,
      url: `${server}/${protocol}/${path}`,
      headers: { 'Content-Type': 'application/json' },
      body: '{}',
    };
    return transport.exchange(request, { ...limits, name: 'golden' }, protocols[protocol] as Protocol);
  });
  http.post(`${server}/captures`, JSON.stringify(captures));
}

export const handleSummary = () => ({});
