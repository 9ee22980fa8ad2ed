import { sleep } from 'k6';
import exec from 'k6/execution';
import type { ProbeEvent } from '../../limits/discovery/probe-event.ts';
import { LlmError } from '../../options/llm-error.ts';
import { fillerPrompt } from '../../prompts/filler.ts';
import type { Prompt } from '../../protocols/protocol.ts';
import { shared } from '../shared.ts';
import { stopRun } from '../stopping.ts';
import type { Iteration } from './iteration.ts';
import { createSenders, type Order } from './senders.ts';

/** Input tokens of the request that only asks what is advertised. */
const firstSize = 20;

// k6 resolves modules in its first init context alone, so that one (0) loads it too.
const directing = __VU <= 1 ? require('../directing.ts') : undefined;

type Director = ReturnType<typeof import('../directing.ts').directing>;

/** The first virtual user runs the discovery; the others send with it when it wants more at once than one can. */
export const discoverLimits: Iteration = ({ complete, options }) => {
  if (shared === undefined) {
    throw new LlmError(
      'rate-limit-discover needs the k6 that `k6-llm build-k6` makes: its virtual users send together',
    );
  }
  const state = shared;
  let asked = 0;
  let startedAt = 0;

  /** No two are alike, so that no cache makes them cheaper. */
  function promptOf(size: number): Prompt {
    const seed = options.seed * 100_003 + exec.vu.idInTest * 10_007 + asked++;
    return { id: `size-${size}`, user: fillerPrompt(size, seed) };
  }

  function ask({ size, run, number }: Order): ProbeEvent | undefined {
    const sentMs = Date.now() - startedAt;
    const labels = { run, size, batch: number, cap: options.maxTokens };
    const exchange = complete(promptOf(size), { labels });
    if (exchange === undefined) return undefined;
    const { tokens, outcome, status } = exchange;
    const accepted = outcome !== 'rate_limited' && outcome !== 'overloaded' && status !== 429;
    const event: ProbeEvent = { batch: number, sentMs, endMs: Date.now() - startedAt, accepted };
    if (accepted && tokens?.input !== undefined) {
      event.usedTokens = tokens.input + (tokens.output ?? 0);
      event.reservedTokens = tokens.input + options.maxTokens;
    }
    return event;
  }

  const senders = createSenders(state, (order) => {
    const event = ask(order);
    return event && { text: JSON.stringify(event), refused: !event.accepted };
  });

  function direct({ advertised: read, refusal, machine: begin }: Director): void {
    const first = complete(promptOf(firstSize), {
      labels: ({ reply }) => {
        const advertised = reply ? read(reply, Date.now()) : [];
        const why = refusal(advertised);
        if (why !== undefined) {
          console.error(`k6-llm: ${why}`);
          stopRun('daily');
        }
        return {
          advertised: JSON.stringify(advertised),
          window_ms: options.limitWindowMs,
          ...(why && { refusal: why }),
        };
      },
    });
    if (first === undefined) return;
    const machine = begin();
    let batch = 0;
    for (let step = machine.next(); step !== undefined; step = machine.next()) {
      batch++;
      let events: ProbeEvent[];
      if (step.do === 'flood' && step.senders > 1) {
        events = senders.flood(step, batch).map((text) => JSON.parse(text));
      } else {
        const waitMs = step.do === 'probe' ? step.atMs - (Date.now() - startedAt) : 0;
        if (waitMs > 0) sleep(waitMs / 1000);
        events = [];
        const most = step.do === 'flood' ? step.most : 1;
        for (let event: ProbeEvent | undefined; events.length < most && event?.accepted !== false; ) {
          event = ask({ number: batch, size: step.size, run: step.run });
          if (event === undefined) return;
          events.push(event);
        }
      }
      if (events.length === 0) return;
      machine.saw(events);
    }
  }

  return () => {
    startedAt = exec.scenario.startTime;
    const director = directing?.directing(options);
    if (director === undefined) return senders.obey(state.add('senders', 1));
    console.log(`k6-llm: ${director.about}`);
    try {
      direct(director);
    } finally {
      senders.dismiss();
    }
  };
};
discoverLimits.asks = 'discovery';
