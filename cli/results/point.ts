/** One sample of k6's JSON output. */
export interface Point {
  metric: string;
  /** RFC 3339, as k6 writes it. */
  time: string;
  value: number;
  tags: Readonly<Record<string, string>>;
  metadata?: Readonly<Record<string, string>> | undefined;
}

/** A line that is no point: k6 tells each metric once, before its first sample. */
export const metricLine = Symbol('a line that tells a metric');

/**
 * Any line of k6's JSON output, whatever the order of its keys. Slow and exact: what it makes of a line is what the
 * line means. Undefined: the line is none of k6's.
 */
export function parseLine(line: string): Point | typeof metricLine | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (!isObject(parsed) || typeof parsed.metric !== 'string' || !isObject(parsed.data)) return undefined;
  if (parsed.type === 'Metric') return metricLine;
  const { time, value, tags, metadata } = parsed.data;
  if (parsed.type !== 'Point' || typeof time !== 'string' || typeof value !== 'number') return undefined;
  if (!Number.isFinite(value) || !isTexts(tags)) return undefined;
  if (metadata === undefined) return { metric: parsed.metric, time, value, tags };
  return isTexts(metadata) ? { metric: parsed.metric, time, value, tags, metadata } : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isTexts(value: unknown): value is Record<string, string> {
  return isObject(value) && Object.values(value).every((text) => typeof text === 'string');
}
