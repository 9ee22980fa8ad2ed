import type { Price } from '../cost/price.ts';
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

export const text: Kind<string> = { accepts: 'any text', parse: (value) => value };

export const url: Kind<string> = {
  accepts: "an http or https URL such as https://api.openai.com/v1, with no query but Azure's api-version",
  parse(value) {
    const [root = '', ...queries] = value.split('?');
    // k6 has no URL global. Userinfo and other queries are refused: k6 would carry a key in them into its tags.
    const isRoot = /^https?:\/\/([a-z0-9._~-]+|\[[0-9a-f:.]+\])(:\d{1,5})?(\/[^\s#]*)?$/i.test(root);
    if (!isRoot || portOf(root) > 65_535) return undefined;
    const [query, ...more] = queries;
    if (more.length > 0 || (query !== undefined && !/^api-version=[\w.-]{1,24}$/.test(query))) return undefined;
    return [root.replace(/\/+$/, ''), ...queries].join('?');
  },
  show: maskUrl,
};

/** A key as it goes into a header: one word. A line end at its back, as `$(cat key)` in YAML leaves it, breaks requests. */
export const secret: Kind<string> = {
  accepts: 'a text of printable ASCII without white space',
  parse: (value) => (/^[\x21-\x7e]+$/.test(value) ? value : undefined),
  show: () => '***',
};

export const boolean: Kind<boolean> = {
  accepts: 'true or false',
  parse: (value) => (value === 'true' ? true : value === 'false' ? false : undefined),
};

export const duration: Kind<number> = {
  accepts: 'a duration with its unit, such as 500ms, 30s or 1m30s, at most 8760h',
  parse: parseDuration,
};

export const positiveDuration: Kind<number> = {
  accepts: 'a duration above 0 with its unit, such as 500ms, 30s or 1m30s, at most 8760h',
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

/** A rate as k6 can be told it: its schedules count whole requests, and ours hundredths of them. */
const ratePattern = /^\d+(\.\d{1,2})?$/;
const highestRate = 100_000;

export const rate: Kind<number> = {
  accepts: `requests per second from 0 to ${highestRate} with at most two decimals`,
  parse: (value) => (ratePattern.test(value) ? within(Number(value), 0, highestRate) : undefined),
};

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
    const ends = value.split('-').map((end) => parseDuration(/\d$/.test(end) ? `${end}s` : end));
    const [min, max = min] = ends;
    if (ends.length > 2 || ends.includes(undefined) || min === undefined || max === undefined) return undefined;
    return max < min ? undefined : { min, max };
  },
};

export const stages: Kind<Stage[]> = {
  accepts:
    'duration:requests-per-second pairs such as 30s:5,1m:20, each duration above 0, rates up to 100000 with at most two decimals',
  parse: (value) => {
    const parsed = value.split(',').map((stage) => {
      const [time = '', rates = '', more] = stage.trim().split(':');
      const durationMs = parseDuration(time);
      const target = rate.parse(rates);
      return durationMs && target !== undefined && more === undefined ? { durationMs, target } : undefined;
    });
    return parsed.every((stage) => stage !== undefined) ? parsed : undefined;
  },
};

const highestPrice = 1_000_000;

export const price: Kind<Price> = {
  accepts: `US dollars per million tokens as input/output or input/output/cached input, such as 2.5/10 or 2.5/10/1.25, each at most ${highestPrice}`,
  parse: (value) => {
    const parts = value.split('/').map((part) => number(0, highestPrice).parse(part));
    const [input, output, cacheRead] = parts;
    if (input === undefined || output === undefined || parts.includes(undefined) || parts.length > 3) return undefined;
    return { input, output, ...(cacheRead === undefined ? {} : { cacheRead }) };
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
  accepts: 'a JSON object of header names and one-line strings, such as {"X-Title":"load test"}',
  parse: (value) => {
    const parsed = jsonObject.parse(value);
    const isHeader = ([name, item]: [string, unknown]) =>
      /^[!#$%&'*+.^_`|~\w-]+$/.test(name) && typeof item === 'string' && /^[\t\x20-\x7e\u00a1-\uffff]*$/.test(item);
    return parsed && Object.entries(parsed).every(isHeader) ? (parsed as Record<string, string>) : undefined;
  },
  show: () => '***',
};

function within(value: number, min: number, max: number): number | undefined {
  return value >= min && value <= max ? value : undefined;
}

function portOf(url: string): number {
  return Number(/^[^/]*\/\/[^/]*:(\d+)(\/|$)/.exec(url)?.[1] ?? 0);
}

/** Hides what may be a secret: userinfo, a query, and all of it where one cannot be told from the other. */
function maskUrl(value: string): string {
  const at = value.lastIndexOf('@');
  const query = value.search(/[?#]/);
  const scheme = /^[a-z]*:\/+/i.exec(value)?.[0] ?? '';
  if (at < 0) return query < 0 ? value : `${value.slice(0, query)}?***`;
  if (query >= 0 && query < at) return `${scheme}***`;
  return `${scheme}***@${query < 0 ? value.slice(at + 1) : `${value.slice(at + 1, query)}?***`}`;
}
