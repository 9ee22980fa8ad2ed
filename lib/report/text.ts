import type { Finding } from '../analysis/finding.ts';
import type { SloResult } from '../analysis/slo.ts';
import { sloWords } from '../analysis/slo-words.ts';
import type { VerdictStatus } from '../analysis/verdict.ts';
import { formatDuration } from '../options/duration.ts';
import { facts, offeredWords, shownTrends } from './facts.ts';
import { formatPercentile, formatValue } from './format.ts';
import { paintVerdict, sloMarks } from './paint-verdict.ts';
import type { Report, WindowSummary } from './report.ts';
import { screenColumns, textTable, wrap } from './text-table.ts';

const columns = ['p50', 'p90', 'p95', 'p99'] as const;

/** More windows than this are told by every second, third, … one. */
const mostWindows = 20;

/** The screen at the end of a run: at most 100 columns. It ends with the verdict, and of an invalid run begins with it. */
export function renderText(report: Report, colour = false): string {
  const { target, validity, verdict } = report;
  const streamed = target.stream ? 'streamed' : 'not streamed';
  const took = report.durationMs < 1000 ? report.durationMs : Math.round(report.durationMs / 1000) * 1000;
  const words = paintVerdict(verdictWords[verdict.status], verdict.status, colour);
  const lines = [
    '',
    `k6-llm ${report.scenario} · ${target.model} at ${target.baseUrl} (${target.protocol}, ${streamed}, ${target.transport} transport)`,
    `${report.about}; took ${formatDuration(took)}`,
    '',
    ...factLines(report),
    '',
    ...trendTable(report),
    ...windowTable(report),
    ...section('thresholds', sloLines(report.slos)),
    ...section(
      'health',
      textTable(
        report.health.map(({ about, level, rule }) => [about, level, rule]),
        'left',
      ),
    ),
    ...report.findings.flatMap(findingLines),
    ...(validity.reasons.length === 0 ? [] : ['']),
    ...validity.reasons.map((reason) => `  ${validity.status === 'invalid' ? 'invalid' : 'note'}: ${reason}`),
    '',
  ].flatMap((line) => wrap(line));
  const told = verdict.reasons.flatMap((reason) => wrap(`  ${reason}`));
  return [...(verdict.status === 'invalid' ? ['', words] : []), ...lines, words, ...told, ''].join('\n');
}

const verdictWords: Record<VerdictStatus, string> = {
  passed: 'PASSED',
  failed: 'FAILED: a threshold was broken',
  undecided: 'UNDECIDED: the run cannot tell',
  invalid: 'INVALID: these numbers are not to be trusted',
  interrupted: 'INTERRUPTED: the run was ended early',
  budget: 'STOPPED at the budget',
  refused: 'REFUSED by the endpoint',
  'not begun': 'NOT BEGUN: the plan might use up what may be sent today',
};

function factLines(report: Report): string[] {
  const outcomes = Object.entries(report.outcomes).map(([outcome, n]) => `${outcome} ${n}`);
  const told: [string, string][] = outcomes.length === 0 ? [] : [['outcomes', outcomes.join(' · ')]];
  return textTable([...facts(report), ...told], 'left').flatMap((line) => wrap(line, 24));
}

function trendTable(report: Report): string[] {
  const { metrics } = report;
  const rows = shownTrends.flatMap(([name, words]) => {
    const metric = metrics[name];
    if (metric === undefined) return [];
    // Where all answers begin with the first token, the second line would only repeat the first.
    if (name === 'llm_time_to_first_answer_token' && metric.avg === metrics.llm_time_to_first_token?.avg) return [];
    const cells = columns.map((column) =>
      formatPercentile(metric.percentiles?.[column], Number(column.slice(1)) as 50, metric.unit),
    );
    const max = metric.max === undefined ? '–' : formatValue(metric.max, metric.unit);
    return [[words, ...cells, max, String(metric.count)]];
  });
  if (rows.length === 0) return ['  no answer was measured: there are no latencies to show'];
  return fitting([['', ...columns, 'max', 'samples'], ...rows]);
}

function windowTable({ windows }: Report): string[] {
  if (windows.length < 2) return [];
  const step = windows.length <= mostWindows ? 1 : Math.ceil(windows.length / (mostWindows - 1));
  const shown = windows.filter((_, i) => i % step === 0 || i === windows.length - 1);
  const head = ['window', 'offered', 'TTFT p50', 'TTFT p95', 'total p50', 'total p95', 'failed'];
  return [
    '',
    ...fitting([head, ...shown.map(windowRow)]),
    ...(shown.some(({ short }) => short) ? ['  * not all of the offered load was sent'] : []),
    ...(step > 1 ? [`  ${shown.length} of ${windows.length} windows; summary.md has them all`] : []),
  ];
}

function windowRow({ timeToFirstToken: first, totalGenerationTime: total, ...window }: WindowSummary): string[] {
  return [
    `${seconds(window.startMs)}–${seconds(window.endMs)} s${window.name === undefined ? '' : ` ${window.name}`}`,
    `${offeredWords(window)}${window.short ? '*' : ''}`,
    formatPercentile(first.p50, 50, 'time'),
    formatPercentile(first.p95, 95, 'time'),
    formatPercentile(total.p50, 50, 'time'),
    formatPercentile(total.p95, 95, 'time'),
    window.failureRate === undefined ? '–' : `${(window.failureRate * 100).toFixed(1)} %`,
  ];
}

const seconds = (ms: number): string => String(Number((ms / 1000).toFixed(2)));

function sloLines(slos: SloResult[]): string[] {
  return textTable(
    slos.map((slo) => {
      const { wanted, was } = sloWords(slo);
      const found = was === undefined ? `${slo.status} (${slo.reason})` : `was ${was}`;
      return [`${sloMarks[slo.status]} ${slo.name}`, wanted, found];
    }),
    'left',
  );
}

/** The answer and its figures; the rules stand in summary.md, and here only where they are why there is no answer. */
export function findingLines({ name, level, says, also = [], because, table }: Finding): string[] {
  const why = level === 'undecided' ? because.filter((reason) => !says.includes(reason)) : [];
  return [
    ...section(name, [`  ${says}`, ...[...also, ...why].map((line) => `    ${line}`)]),
    ...(table === undefined ? [] : textTable([table.head, ...table.rows])),
  ];
}

function section(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : ['', `  ${title}`, ...lines];
}

/** `n/a (5 of 662)` in every cell is too wide: then it becomes `n/a (5/662)`. */
function fitting(rows: string[][]): string[] {
  const table = textTable(rows);
  if (table.every((line) => line.length <= screenColumns)) return table;
  return textTable(rows.map((row) => row.map((cell) => cell.replace(/^(n\/a \(\d+) of /, '$1/'))));
}
