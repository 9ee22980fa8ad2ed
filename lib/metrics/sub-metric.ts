/**
 * The key of a metric under tags, as k6 keeps it verbatim: the same spelling must stand in `thresholds`, where it makes
 * the sub-metric, and where the summary reads it.
 */
export function subMetric(name: string, tags: Record<string, string>): string {
  const list = Object.entries(tags).map(([key, value]) => `${key}:${value}`);
  return list.length === 0 ? name : `${name}{${list.join(',')}}`;
}
