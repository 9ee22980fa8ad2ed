import { priceIn } from '../cost/price.ts';
import { measure } from '../measure/measure.ts';
import { formatDuration } from '../options/duration.ts';
import { loadProtocol } from '../protocols/index.ts';
import type { Prompt } from '../protocols/protocol.ts';
import { resolveApiKey } from './api-key.ts';
import { secretsOf } from './redact.ts';
import { requestConfig } from './request-config.ts';
import { chooseTransport } from './transports/choose.ts';

/** An answer long enough to see a stream in it. */
const prompt: Prompt = { id: 'probe', user: 'Count from one to thirty in English words, separated by commas.' };

/** A model that must be loaded first answers late, and that is worth seeing. */
const defaults = { LLM_TIMEOUT: '120s', LLM_IDLE_TIMEOUT: '60s' };

/**
 * A k6 script that makes one exchange and says what it saw as one JSON line on the console. No metric, no verdict.
 *
 * @throws LlmError on a wrong option
 */
export async function defineProbe() {
  // The one virtual user here loads all that in a load test is for the first one alone.
  const { readOptions, checkWay, planPrices } = require('./once.ts');
  const options = readOptions(__ENV, defaults);
  const transport = chooseTransport(options);
  const protocol = await loadProtocol(options.protocol);
  const apiKey = await resolveApiKey(options);
  const streamAsked = options.stream && transport.streams;
  const config = requestConfig(options, apiKey, streamAsked);
  checkWay(options, protocol, transport);
  if (__VU === 0) transport.prepare?.(protocol);
  const name = (!streamAsked && protocol.unstreamedPath) || protocol.path;
  const priced = planPrices(options, options.timeoutMs, Date.now())[options.model];
  const price = typeof priced === 'object' ? priced.periods : priced;
  // One request: if its worst case fits, nothing can pass the ceiling.
  if (options.budgetUsd !== undefined) {
    const nothing = (): undefined => undefined;
    require('./budget.ts').createBudget({
      options,
      protocol,
      config,
      price,
      sample: prompt,
      emit: nothing,
      stop: nothing,
      segment: nothing,
    });
  }
  const { probeLine } = require('./probe-line.ts');
  const limits = { timeoutMs: options.timeoutMs, idleTimeoutMs: options.idleTimeoutMs, name };
  const longest = formatDuration(options.timeoutMs + 10_000);

  return {
    options: {
      scenarios: { doctor: { executor: 'shared-iterations', vus: 1, iterations: 1, maxDuration: longest } },
    },
    iteration() {
      const capture = transport.exchange(protocol.request(prompt, config), limits, protocol);
      const nowMs = Date.now();
      const pricedAt = typeof price === 'object' ? priceIn(price, nowMs) : undefined;
      const exchange = measure(capture, { protocol, streamAsked, nowMs, price: pricedAt });
      const context = {
        protocol,
        transport: transport.name,
        streamAsked,
        modelAsked: options.model,
        nowMs,
      };
      console.log(probeLine(capture, exchange, context, secretsOf(options, apiKey)));
    },
    handleSummary: () => ({}),
  };
}
