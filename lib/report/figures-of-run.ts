import type { FigureName } from '../analysis/comparison/figures.ts';
import type { Figure, RunFigures } from '../analysis/comparison/run-figures.ts';
import type { MetricName } from '../metrics/table.ts';
import type { Report } from './report.ts';

/**
 * What a comparison needs of a run, out of its report.
 *
 * @param run how the user would name it
 */
export function figuresOfRun(run: string, report: Report): RunFigures {
  const { protocol, model, baseUrl, transport, stream } = report.target;
  return {
    run,
    endedAt: report.endedAt,
    exchanges: report.counts.finished,
    conditions: {
      scenario: report.scenario,
      protocol,
      model,
      baseUrl,
      transport,
      stream,
      options: report.options,
      versions: report.versions,
    },
    unusable: whyUnusable(report),
    figures: figuresOf(report),
  };
}

/** A broken threshold says nothing against a run's numbers; what kept it from its plan does. */
function whyUnusable({ validity, verdict, counts }: Report): string[] {
  if (['interrupted', 'budget', 'refused', 'not begun'].includes(verdict.status))
    return [`${verdict.status}: ${verdict.reasons[0] ?? 'it did not come to its end'}`];
  if (validity.status === 'invalid' || validity.status === 'undecidable')
    return validity.reasons.slice(0, 1).map((reason) => `${validity.status}: ${reason}`);
  return counts.finished === 0 ? ['nothing was measured'] : [];
}

function figuresOf({ metrics, counts, outcomes, cost }: Report): RunFigures['figures'] {
  const found: [FigureName, Figure | undefined][] = [
    ['ttft.p50', percentile('llm_time_to_first_token', 'p50')],
    ['ttft.p95', percentile('llm_time_to_first_token', 'p95')],
    ['total.p50', percentile('llm_total_generation_time', 'p50')],
    ['total.p95', percentile('llm_total_generation_time', 'p95')],
    ['tpot.p50', percentile('llm_time_per_output_token', 'p50')],
    ['tps.p50', percentile('llm_tokens_per_second', 'p50')],
    ['failures', rate('llm_request_failed')],
    ['rate_limited', of(counts.finished, (outcomes.rate_limited ?? 0) / counts.finished)],
    ['goodput', rate('llm_goodput')],
    ['answer_ok', rate('llm_answer_ok')],
    // A sum of which a part is unknown is no cost. What was refused is a request, too, and cost nothing.
    ['cost.per_request', cost.priced === cost.answers ? of(counts.finished, perRequest(cost.usd)) : undefined],
  ];
  return Object.fromEntries(found.filter(([, figure]) => figure !== undefined));

  function perRequest(sum: number | undefined): number | undefined {
    return sum === undefined ? undefined : sum / counts.finished;
  }

  /** Absent without the samples that the percentile needs. */
  function percentile(metric: MetricName, key: string): Figure | undefined {
    const { value, samples = 0 } = metrics[metric]?.percentiles?.[key] ?? {};
    return of(samples, value);
  }

  function rate(metric: MetricName): Figure | undefined {
    const summary = metrics[metric];
    return of(summary?.count ?? 0, summary?.rate);
  }
}

function of(samples: number, value: number | undefined): Figure | undefined {
  return samples > 0 && value !== undefined && Number.isFinite(value) ? { value, samples } : undefined;
}
