import { saturationRule, windowJudge } from '../analysis/judge-window.ts';
import { formatLoad } from '../analysis/rising-windows.ts';
import type { SampleView } from '../analysis/statistics/sample-view.ts';
import type { Window } from '../load/load-shape.ts';
import type { Measurement } from '../measure/measurement.ts';
import type { Options } from '../options/table.ts';
import { emit } from './emit.ts';
import { shared } from './shared.ts';
import { stopRun } from './stopping.ts';

/**
 * Says on the console when the endpoint becomes saturated, and with `LLM_STOP_ON_SATURATION` ends the run there. Each
 * window is judged once, at the first exchange that ends after it: who asks after every exchange sees chance cross the
 * limit. Live decisions need state that all virtual users share, so without our extension nothing is seen during the run.
 */
export function watchSaturation({ options, windows }: { options: Options; windows: Window[] }) {
  const { saturationMetric, seed, stopOnSaturation } = options;
  return (exchange: Measurement, window: number): void => {
    if (shared === undefined || exchange.outcome === 'rate_limited') return;
    shared.add(`judged:${window}`, 1);
    const latency = saturationMetric === 'total' ? exchange.endMs : exchange.firstTokenMs;
    if (exchange.outcome !== 'ok') shared.add(`failed:${window}`, 1);
    else if (latency !== undefined) shared.observe(`latency:${window}`, latency);

    // The first exchange of a window that ends closes the window before: what is still in flight there is left out.
    const closed = windows[window - 1];
    if (closed === undefined || closed.index === 0 || shared.add(`closing:${closed.index}`, 1) > 1) return;
    if (shared.get('saturated') > 0) return;
    const judgement = windowJudge(evidence(0), seed)(evidence(closed.index));
    const reason =
      judgement.latency === 'above'
        ? `p95 is ${judgement.ratio?.value.toFixed(1)} × that of the first window`
        : judgement.failures === 'above'
          ? `${((judgement.failureShare?.value ?? 0) * 100).toFixed(1)} % of the requests failed (above ${saturationRule.failureShare * 100} %)`
          : undefined;
    if (reason === undefined || shared.add('saturated', 1) > 1) return;
    console.warn(`k6-llm: saturated at ${formatLoad(closed)}: ${reason}`);
    if (closed.users !== undefined) emit({ llm_saturation_users: closed.users });
    if (stopOnSaturation) stopRun('saturation');
  };

  function evidence(window: number) {
    const name = `latency:${window}`;
    const latency: SampleView = {
      samples: shared?.count(name) ?? 0,
      quantile: (q) => shared?.quantile(name, q) ?? Number.NaN,
    };
    return { latency, judged: shared?.get(`judged:${window}`) ?? 0, failed: shared?.get(`failed:${window}`) ?? 0 };
  }
}
