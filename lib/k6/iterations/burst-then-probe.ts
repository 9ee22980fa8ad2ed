import { sleep } from 'k6';
import exec from 'k6/execution';
import { createRetryAfterProbe } from '../../limits/retry-after-probe.ts';
import { pickPrompt } from '../../prompts/pick-prompt.ts';
import type { Exchange } from '../client.ts';
import { shared } from '../shared.ts';
import type { Iteration } from './iteration.ts';

/** One prompt an arrival; in the window named `recovery` the first virtual user to arrive probes, and nobody else sends. */
export const burstThenProbe: Iteration = ({ complete, options, prompts, windows }) => {
  const quiet = windows.find(({ name }) => name === 'recovery');

  return () => {
    const { scenario } = exec;
    const startedAt = scenario.startTime;
    const nowMs = (): number => Date.now() - startedAt;
    const number = scenario.iterationInTest;
    if (quiet === undefined || nowMs() < quiet.startMs) {
      complete(pickPrompt(prompts, number, options.seed));
      return;
    }
    // Without state that all virtual users share, none knows that it is the only one.
    if (shared === undefined || shared.add('probing', 1) > 1) return;
    const machine = createRetryAfterProbe({ startMs: nowMs(), endMs: quiet.endMs });
    let sent = 0;
    for (let probe = machine.next(); probe !== undefined; probe = machine.next()) {
      const waitMs = probe.atMs - nowMs();
      if (waitMs > 0) sleep(waitMs / 1000);
      const labels = { probe: probe.kind, ...(probe.toldMs === undefined ? {} : { told_s: probe.toldMs / 1000 }) };
      const exchange = complete(pickPrompt(prompts, number + sent++, options.seed), { labels });
      if (exchange === undefined) return;
      machine.saw({
        kind: probe.kind,
        atMs: nowMs(),
        passed: !isLimited(exchange),
        retryAfterMs: exchange.retryAfterSeconds === undefined ? undefined : exchange.retryAfterSeconds * 1000,
      });
    }
  };
};
burstThenProbe.asks = 'burst';

/** A probe that failed for another reason was not held back by a limit either. */
function isLimited({ outcome, status }: Exchange): boolean {
  return outcome === 'rate_limited' || outcome === 'overloaded' || status === 429;
}
