import { parseDuration } from './duration.ts';

/** How the text of an option becomes a value. `parse` gives undefined for a text that is not accepted. */
export interface Kind<T> {
  /** Completes the sentence "accepted is …". */
  accepts: string;
  parse(text: string): T | undefined;
  /** The value as an error may show it, when it can hold a secret. @default as it is */
  show?(text: string): string;
}

/** A stage of an open load: the rate moves linearly to `target` requests per second within `durationMs`. */
export interface Stage {
  durationMs: number;
  target: number;
}

export interface Range {
  min: number;
  max: number;
}

export interface Price {
  /** US dollars per million tokens. */
  input: number;
  output: number;
}

export const text: Kind<string> = { accepts: 'any text', parse: (value) => value };

export const url: Kind<string> = {
  accepts: 'an http or https URL without query, such as https://api.openai.com/v1',
  // k6 has no URL global. Userinfo is refused because k6 would carry it into tags.
  parse: (value) =>
    /^https?:\/\/([a-z0-9._~-]+|\[[0-9a-f:.]+\])(:\d{1,5})?(\/[^\s?#]*)?$/i.test(value)
      ? value.replace(/\/+$/, '')
      : undefined,
  show: (value) => value.replace(/\/\/[^/]*@/, '//***@').replace(/[?#].*$/s, '?***'),
};

export const boolean: Kind<boolean> = {
  accepts: 'true or false',
  parse: (value) => (value === 'true' ? true : value === 'false' ? false : undefined),
};

export const duration: Kind<number> = {
  accepts: 'a duration with its unit, such as 500ms, 30s or 1m30s',
  parse: parseDuration,
};

export const positiveDuration: Kind<number> = {
  accepts: 'a duration above 0 with its unit, such as 500ms, 30s or 1m30s',
  parse: (value) => parseDuration(value) || undefined,
};

export function integer(min: number, max: number): Kind<number> {
  return {
    accepts: `a whole number from ${min} to ${max}`,
    parse: (value) => (/^\d{1,15}$/.test(value) ? within(Number(value), min, max) : undefined),
  };
}

export function number(min: number, max: number): Kind<number> {
  return {
    accepts: `a number from ${min} to ${max}`,
    parse: (value) => (/^\d+(\.\d+)?$/.test(value) ? within(Number(value), min, max) : undefined),
  };
}

export function oneOf<T extends string>(...values: T[]): Kind<T> {
  return { accepts: `one of ${values.join(', ')}`, parse: (value) => values.find((known) => known === value) };
}

export function listOf<T extends string>(...values: T[]): Kind<T[]> {
  return {
    accepts: `a comma-separated list of ${values.join(', ')}`,
    parse: (value) => {
      const items = value.split(',').map((item) => values.find((known) => known === item.trim()));
      return items.every((item) => item !== undefined) ? items : undefined;
    },
  };
}

/** One time or a range of times; a bare number counts seconds. The value is in milliseconds. */
export const durationRange: Kind<Range> = {
  accepts: 'seconds or a range of them, such as 1, 0.5-2.5 or 500ms-2s',
  parse: (value) => {
    const ends = value.split('-').map((end) => (/^\d+(\.\d+)?$/.test(end) ? Number(end) * 1000 : parseDuration(end)));
    const [min, max = min] = ends;
    return ends.length > 2 || min === undefined || max === undefined || max < min ? undefined : { min, max };
  },
};

export const stages: Kind<Stage[]> = {
  accepts:
    'duration:requests-per-second pairs such as 30s:5,1m:20, each duration above 0, rates up to 100000 with at most two decimals',
  parse: (value) => {
    const parsed = value.split(',').map((stage) => {
      const [, time, rate] = /^\s*([^:]+):(\d+(?:\.\d{1,2})?)\s*$/.exec(stage) ?? [];
      const durationMs = parseDuration(time ?? '');
      return durationMs && Number(rate) <= 100_000 ? { durationMs, target: Number(rate) } : undefined;
    });
    return parsed.every((stage) => stage !== undefined) ? parsed : undefined;
  },
};

export const price: Kind<Price> = {
  accepts: 'US dollars per million tokens as input/output, such as 2.5/10',
  parse: (value) => {
    const [, input, output] = /^(\d+(?:\.\d+)?)\/(\d+(?:\.\d+)?)$/.exec(value) ?? [];
    return input === undefined ? undefined : { input: Number(input), output: Number(output) };
  },
};

export const jsonObject: Kind<Record<string, unknown>> = {
  accepts: 'a JSON object, such as {"top_p":0.9}',
  parse: (value) => {
    try {
      const parsed: unknown = JSON.parse(value);
      return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
        ? (parsed as Record<string, unknown>)
        : undefined;
    } catch {
      return undefined;
    }
  },
};

export const headers: Kind<Record<string, string>> = {
  accepts: 'a JSON object of strings, such as {"X-Title":"load test"}',
  parse: (value) => {
    const parsed = jsonObject.parse(value);
    return parsed && Object.values(parsed).every((item) => typeof item === 'string')
      ? (parsed as Record<string, string>)
      : undefined;
  },
  show: () => '***',
};

function within(value: number, min: number, max: number): number | undefined {
  return value >= min && value <= max ? value : undefined;
}
