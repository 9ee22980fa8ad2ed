import type { Finding } from '../analysis/finding.ts';
import { sloWords } from '../analysis/slo-words.ts';
import { facts, offeredWords, shownTrends } from './facts.ts';
import { formatPercentile, formatValue } from './format.ts';
import { escapeCell, markdownTable } from './markdown-table.ts';
import type { Report } from './report.ts';

const columns = ['p50', 'p90', 'p95', 'p99'] as const;

/** The same content as the screen, for a file, a step summary or a comment. */
export function renderMarkdown(report: Report): string {
  const { target, verdict } = report;
  const parts = [
    `# ${report.scenario}: ${verdict.status}`,
    verdict.reasons.map((reason) => `- ${escapeCell(reason)}`).join('\n'),
    `\`${target.model}\` at \`${target.baseUrl}\` (${target.protocol}, ${target.transport} transport); ${escapeCell(report.about)}; ended ${report.endedAt}.`,
    markdownTable(
      ['', ''],
      facts(report).map(([label, text]) => [label, text]),
    ),
    markdownTable(
      ['outcome', 'exchanges'],
      Object.entries(report.outcomes).map(([outcome, n]) => [outcome, String(n)]),
    ),
    markdownTable(
      ['', ...columns, 'max', 'samples'],
      shownTrends.flatMap(([name, words]) => {
        const metric = report.metrics[name];
        if (metric === undefined) return [];
        const cells = columns.map((column) =>
          formatPercentile(metric.percentiles?.[column], Number(column.slice(1)) as 50, metric.unit),
        );
        return [
          [
            words,
            ...cells,
            metric.max === undefined ? '–' : formatValue(metric.max, metric.unit),
            String(metric.count),
          ],
        ];
      }),
    ),
    markdownTable(
      ['window', 'offered', 'TTFT p50', 'TTFT p95', 'total p50', 'total p95', 'failed'],
      report.windows.map((window) => [
        `${window.startMs / 1000}–${window.endMs / 1000} s${window.short ? ' (load not reached)' : ''}`,
        offeredWords(window),
        formatPercentile(window.timeToFirstToken.p50, 50, 'time'),
        formatPercentile(window.timeToFirstToken.p95, 95, 'time'),
        formatPercentile(window.totalGenerationTime.p50, 50, 'time'),
        formatPercentile(window.totalGenerationTime.p95, 95, 'time'),
        window.failureRate === undefined ? '–' : formatValue(window.failureRate, 'share'),
      ]),
    ),
    markdownTable(
      ['threshold', 'wanted', 'was', 'result'],
      report.slos.map((slo) => {
        const { wanted, was } = sloWords(slo);
        return [slo.name, `\`${wanted}\``, was ?? slo.reason ?? '', slo.status];
      }),
    ),
    markdownTable(
      ['health', 'level', 'rule'],
      report.health.map(({ about, level, rule }) => [about, level, rule]),
    ),
    ...report.findings.flatMap(findingParts),
    report.validity.reasons.map((reason) => `- ${report.validity.status}: ${escapeCell(reason)}`).join('\n'),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

export function findingParts({ name, says, also = [], because, table: figures }: Finding): string[] {
  return [
    `## ${name}`,
    escapeCell(says),
    [...also, ...because].map((line) => `- ${escapeCell(line)}`).join('\n'),
    figures === undefined ? '' : markdownTable(figures.head, figures.rows),
  ];
}
