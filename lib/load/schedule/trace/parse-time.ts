/**
 * A time of a trace in milliseconds: a number in the unit of its column, or a date and time with any number of decimals
 * (`2023-11-16 18:15:46.6805900`, `2024-05-10 00:00:00.009930+00:00`), read as UTC where it names no zone. Undefined for
 * anything else.
 */
export function parseTime(value: unknown, unitMs: number): number | undefined {
  if (typeof value === 'number') return value >= 0 && Number.isFinite(value) ? value * unitMs : undefined;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * unitMs;
  const found = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?$/.exec(text);
  if (found === null) return undefined;
  const [, day, time, fraction = '', zone = 'Z'] = found;
  const wholeMs = Date.parse(`${day}T${time}${zone === 'Z' ? zone : zone.replace(/^(...):?/, '$1:')}`);
  return Number.isNaN(wholeMs) ? undefined : wholeMs + Number(`0${fraction}`) * 1000;
}
