/** One run as one value, and its renderings. */
export { buildReport, type RunFacts } from './build-report.ts';
export { figuresOfRun } from './figures-of-run.ts';
export { renderMarkdown } from './markdown.ts';
export { type MetricSummary, type Report, reportVersion, type WindowSummary } from './report.ts';
export { renderText } from './text.ts';
