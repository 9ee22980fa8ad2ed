import type { Row } from '../../../lib/measure/row.ts';

/** A row of an exchange that went well; every field can be set. */
export function row(fields: Partial<Row> = {}): Row {
  return {
    v: 1,
    id: '1-0',
    scenario: 'ramp',
    phase: 'measured',
    start_ms: 0,
    protocol: 'openai-chat',
    model: 'gpt-4o',
    prompt: 'p-1',
    outcome: 'ok',
    status: 200,
    end_ms: 500,
    chunks: 10,
    tokens: { input: 200, output: 150, source: 'usage' },
    ...fields,
  };
}

const time = '2026-11-22T08:52:29.564433656Z';

/** A line as k6 writes it. */
export function pointLine(
  metric: string,
  value: number,
  tags: Record<string, string> = {},
  metadata?: Record<string, string>,
): string {
  return JSON.stringify({
    metric,
    type: 'Point',
    data: { time, value, tags, ...(metadata === undefined ? {} : { metadata }) },
  });
}

/** The line that carries a row. */
export function rowLine(fields: Partial<Row> = {}): string {
  const { phase, scenario, outcome, window, ...others } = row(fields);
  return pointLine('llm_requests', 1, tagsOf(phase, scenario, window, outcome), {
    row: JSON.stringify({ ...others, phase, scenario, outcome, window }),
  });
}

/** What an exchange leaves: one that started, and its row. */
export function exchangeLines(fields: Partial<Row> = {}): string[] {
  return [startedLine(fields), rowLine(fields)];
}

/** An exchange that began; without its row it was interrupted. */
export function startedLine(fields: Partial<Row> = {}): string {
  const { phase, scenario, window } = row(fields);
  return pointLine('llm_started', 1, tagsOf(phase, scenario, window));
}

function tagsOf(phase: string, scenario: string, window?: number, outcome?: string): Record<string, string> {
  return {
    group: '',
    ...(outcome === undefined ? {} : { outcome }),
    phase,
    scenario,
    ...(window === undefined ? {} : { window: String(window) }),
  };
}

/** The line that comes before the first point of a metric. */
export function metricLine(name: string): string {
  return `{"type":"Metric","data":{"name":"${name}","type":"counter","contains":"default","thresholds":[],"submetrics":null},"metric":"${name}"}`;
}

export function file(...lines: string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
