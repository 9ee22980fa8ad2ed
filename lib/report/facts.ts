import type { MetricName } from '../metrics/table.ts';
import { budgetWords, cacheWords, costWords, priceWords } from './cost-words.ts';
import type { Report, WindowSummary } from './report.ts';

/** The trends that every rendering shows, in reading order, with the words people use. */
export const shownTrends: [MetricName, string][] = [
  ['llm_time_to_first_token', 'time to first token'],
  ['llm_time_to_first_answer_token', 'to first answer token'],
  ['llm_total_generation_time', 'total generation time'],
  ['llm_time_per_output_token', 'time per output token'],
  ['llm_longest_gap', 'longest gap'],
  ['llm_cold_start_latency', 'cold start to first token'],
  ['llm_warm_latency', 'warm, to first token'],
  ['llm_tokens_per_second', 'tokens/s, more is good'],
  ['llm_start_lateness', 'start lateness'],
];

/** The single figures that every rendering shows: label and text. */
export function facts(report: Report): [string, string][] {
  const { counts, metrics, outcomes } = report;
  const seconds = report.durationMs / 1000;
  const finished = counts.finished;
  const failed = metrics.llm_request_failed;
  const limited = metrics.llm_rate_limit_hits?.count ?? 0;
  const goodput = metrics.llm_goodput;
  const shown: [string, string][] = [
    [
      'requests',
      `${finished} finished of ${counts.started} started${counts.warmup > 0 ? `, after ${counts.warmup} of warm-up` : ''}`,
    ],
    ['requests per second', seconds > 0 ? ((finished + counts.warmup) / seconds).toFixed(1) : 'n/a'],
    ['failures', failed?.rate === undefined ? 'none judged' : `${(failed.rate * 100).toFixed(2)} % of ${failed.count}`],
    ['429s', String(limited)],
    ['tokens', tokens(metrics.llm_input_tokens?.count, metrics.llm_output_tokens?.count)],
    ['cost', costWords(report)],
  ];
  const price = priceWords(report);
  if (price !== undefined) shown.push(['priced by', price]);
  const saved = cacheWords(report);
  if (saved !== undefined) shown.push(['saved by caches', saved]);
  if (report.budget !== undefined) shown.push(['budget', budgetWords(report.budget)]);
  if (goodput?.rate !== undefined)
    shown.push([
      'goodput',
      `${(goodput.rate * 100).toFixed(2)} % within the limits of ${report.options.LLM_THRESHOLDS}`,
    ]);
  if (counts.dropped > 0)
    shown.push(['not sent', `${counts.dropped} of the requests that the schedule wanted: no virtual user was free`]);
  if ((outcomes.not_streamed ?? 0) > 0)
    shown.push([
      'not streamed',
      `${outcomes.not_streamed} replies came as one JSON body though a stream was asked for`,
    ]);
  return shown;
}

function tokens(input: number | undefined, output: number | undefined): string {
  if (input === undefined && output === undefined) return 'unknown: no usage was sent';
  return `${input ?? 'unknown'} in, ${output ?? 'unknown'} out`;
}

/** What was offered in a window: users of a closed load, requests per second of an open one. */
export function offeredWords({ users, requestsPerSecond }: Pick<WindowSummary, 'users' | 'requestsPerSecond'>): string {
  if (users !== undefined) return `${users} ${users === 1 ? 'user' : 'users'}`;
  return requestsPerSecond === undefined ? '–' : `${requestsPerSecond.toFixed(1)}/s`;
}
