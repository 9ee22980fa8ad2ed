import { subMetric } from '../lib/metrics/sub-metric.ts';
import type { ThresholdPresetName } from './names.ts';

/** One promise about the endpoint, as k6 judges it and as the summary shows it. */
export interface Slo {
  /** The metric, with tags where it is one of a kind. */
  metric: string;
  /** k6's own syntax: `p(95)<3000`, `rate<0.05`, `avg>30`, `count>0`. */
  expression: string;
  /** Words for the summary. */
  name: string;
  why: string;
}

export interface ThresholdPreset {
  slos: Slo[];
  /** When one answer counts as good; an exchange that fails, or that lacks one of these, does not. */
  goodput?: { firstTokenMs: number; endMs: number };
}

/**
 * k6 passes `p(95)<3000` on a metric without samples. These two make sure that a run in which nothing worked is never
 * a pass.
 */
const guards: Slo[] = [
  {
    metric: subMetric('llm_requests', { phase: 'measured', outcome: 'ok' }),
    expression: 'count>0',
    name: 'something was answered',
    why: 'without an answer there is nothing to judge',
  },
  { metric: 'llm_request_failed', expression: 'rate<0.01', name: 'failures', why: 'above 1 % users notice' },
];

export const thresholdPresets: Record<ThresholdPresetName, ThresholdPreset> = {
  interactive: {
    slos: [
      ...guards,
      {
        metric: 'llm_time_to_first_token',
        expression: 'p(95)<3000',
        name: 'time to first token p95',
        why: 'longer, and a person believes that nothing happens',
      },
      {
        metric: 'llm_total_generation_time',
        expression: 'p(95)<15000',
        name: 'total generation time p95',
        why: 'longer, and a person leaves',
      },
      {
        metric: 'llm_tokens_per_second',
        expression: 'avg>30',
        name: 'tokens per second, mean',
        why: 'faster than people read',
      },
      {
        metric: 'llm_timeout_rate',
        expression: 'rate<0.05',
        name: 'timeouts',
        why: 'an answer that never comes is the worst one',
      },
    ],
    goodput: { firstTokenMs: 3000, endMs: 15000 },
  },
  outcomes: { slos: guards },
  none: { slos: [] },
};
