/** A client that a virtual user holds itself: where there are no workers (lib/k6/worker.ts), so it is loaded apart. */
import { loadProtocol } from '../protocols/index.ts';
import { resolveApiKey } from './api-key.ts';
import { type Client, notesOn } from './client.ts';
import { exchangeSteps, type StepsSetup } from './exchange-steps.ts';
import { leaveExchange } from './stopping.ts';
import { chooseTransport } from './transports/choose.ts';

/** Of this virtual user, whichever of its clients makes them. */
let exchanges = 0;

export async function createVuClients(setup: Omit<StepsSetup, 'protocol' | 'apiKey' | 'streams'>) {
  const protocol = await loadProtocol(setup.options.protocol);
  const apiKey = await resolveApiKey(setup.options);
  const transport = chooseTransport(setup.options);
  const { streams } = transport;

  return (changed: Partial<StepsSetup['options']>): Client => {
    const options = { ...setup.options, ...changed };
    const { limits, begin, measure, record } = exchangeSteps({ ...setup, options, protocol, apiKey, streams });
    return {
      complete(prompt, about = {}) {
        const begun = begin(prompt, about, exchanges);
        if (begun === undefined) return undefined;
        exchanges++;
        try {
          const exchange = measure(begun, transport.exchange(begun.request, limits, protocol));
          record(begun, exchange, notesOn(exchange, about));
          return exchange;
        } finally {
          leaveExchange();
        }
      },
    };
  };
}
