import type { VerdictStatus } from '../analysis/verdict.ts';
import { formatDuration } from '../options/duration.ts';
import { facts, shownTrends } from './facts.ts';
import { formatMs, formatPercentile, formatValue } from './format.ts';
import type { Report } from './report.ts';

const columns = ['p50', 'p90', 'p95', 'p99'] as const;

/** The screen at the end of a run: at most 100 columns, and it ends with the verdict. */
export function renderText(report: Report, colour = false): string {
  const { target } = report;
  const lines = [
    '',
    `k6-llm ${report.scenario} · ${target.model} at ${target.baseUrl} (${target.protocol}, ${transportWords(report)})`,
    `${report.about}; took ${formatDuration(Math.round(report.durationMs / 1000) * 1000)}`,
    '',
    ...table(facts(report).map(([label, text]) => [label, text])),
    ...outcomeLine(report),
    '',
    ...trendTable(report),
    ...windowTable(report),
    '',
    ...sloLines(report),
    ...healthLines(report),
    ...report.validity.reasons.map(
      (reason) => `  ${report.validity.status === 'invalid' ? 'invalid' : 'note'}: ${reason}`,
    ),
    '',
    paint(`${verdictWords[report.verdict.status]}`, verdictColours[report.verdict.status], colour),
    ...report.verdict.reasons.map((reason) => `  ${reason}`),
    '',
  ];
  return lines.join('\n');
}

const verdictWords: Record<VerdictStatus, string> = {
  passed: 'PASSED',
  failed: 'FAILED: a threshold was broken',
  undecided: 'UNDECIDED: the run cannot tell',
  invalid: 'INVALID: these numbers are not to be trusted',
  interrupted: 'INTERRUPTED: the run was ended early',
  budget: 'STOPPED at the budget',
  refused: 'REFUSED by the endpoint',
};

const verdictColours: Record<VerdictStatus, number> = {
  passed: 32,
  failed: 31,
  undecided: 33,
  invalid: 31,
  interrupted: 33,
  budget: 33,
  refused: 31,
};

function transportWords({ target }: Report): string {
  return target.stream ? `streamed, ${target.transport} transport` : `not streamed, ${target.transport} transport`;
}

function outcomeLine({ outcomes }: Report): string[] {
  const told = Object.entries(outcomes).map(([outcome, n]) => `${outcome} ${n}`);
  return told.length === 0 ? [] : table([['outcomes', told.join(' · ')]]);
}

function trendTable(report: Report): string[] {
  const rows = shownTrends.flatMap(([name, words]) => {
    const metric = report.metrics[name];
    if (metric === undefined) return [];
    // Where all answers begin with the first token, the second line would only repeat the first.
    if (name === 'llm_time_to_first_answer_token' && metric.avg === report.metrics.llm_time_to_first_token?.avg)
      return [];
    const cells = columns.map((column) =>
      formatPercentile(metric.percentiles?.[column], Number(column.slice(1)) as 50, metric.unit),
    );
    return [[words, ...cells, formatValue(metric.max ?? 0, metric.unit), String(metric.count)]];
  });
  if (rows.length === 0) return ['  no answer was measured: there are no latencies to show'];
  return table([['', ...columns, 'max', 'samples'], ...rows], true);
}

function windowTable(report: Report): string[] {
  if (report.windows.length < 2) return [];
  const rows = report.windows.map((window) => [
    `${(window.startMs / 1000).toFixed(0)}–${(window.endMs / 1000).toFixed(0)} s`,
    `${window.requestsPerSecond.toFixed(1)}/s`,
    formatPercentile(window.timeToFirstToken.p50, 50, 'time'),
    formatPercentile(window.timeToFirstToken.p95, 95, 'time'),
    formatPercentile(window.totalGenerationTime.p50, 50, 'time'),
    formatPercentile(window.totalGenerationTime.p95, 95, 'time'),
    window.failureRate === undefined ? '–' : `${(window.failureRate * 100).toFixed(1)} %`,
    window.short ? 'load not reached' : '',
  ]);
  const head = ['window', 'offered', 'TTFT p50', 'TTFT p95', 'total p50', 'total p95', 'failed', ''];
  return ['', ...table([head, ...rows], true)];
}

function sloLines({ slos }: Report): string[] {
  const marks = { passed: '✓', failed: '✗', undecided: '?', 'not measured': '–' };
  return slos.map(({ name, metric, expression, status, actual, reason }) => {
    const isTime = /_time|_gap|latency|lag/.test(metric);
    const share = expression.startsWith('rate');
    const value =
      actual === undefined
        ? reason
        : isTime
          ? formatMs(actual)
          : share
            ? `${(actual * 100).toFixed(2)} %`
            : String(Number(actual.toPrecision(4)));
    return `  ${marks[status]} ${name} ${expression.replace(/^[^<>=!]+/, '')}: ${value}`;
  });
}

function healthLines({ health }: Report): string[] {
  return health.map(({ about, level, rule }) => `  ${level} ${about}: ${rule}`);
}

/** Aligns columns; the first to the left, numbers to the right. */
function table(rows: string[][], alignRight = false): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, cell.length);
    });
  }
  return rows.map((row) => {
    const cells = row.map((cell, i) =>
      i > 0 && alignRight ? cell.padStart(widths[i] ?? 0) : cell.padEnd(i === 0 ? Math.max(22, widths[0] ?? 0) : 0),
    );
    return `  ${cells.join('  ')}`.trimEnd();
  });
}

function paint(text: string, code: number, colour: boolean): string {
  return colour ? `\u001b[1;${code}m${text}\u001b[0m` : text;
}
