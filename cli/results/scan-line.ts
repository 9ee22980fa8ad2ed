import type { Opening } from './openings.ts';
import { isTexts, type Point, parseLine } from './point.ts';

const afterTime = '","value":';
const afterValue = ',"tags":';
const beforeMetadata = ',"metadata":';
const lineEnd = '}}';

/** More distinct sets of tags than this are not remembered: a tag may hold what differs in each request. */
const mostRemembered = 10_000;

/** Reads a point whose line begins as told; undefined where the line has not k6's usual form. */
export type ScanLine = (text: string, opening: Opening, start: number, end: number) => Point | undefined;

/**
 * The quick way for the lines that k6 writes: fixed texts at fixed places, and JSON.parse only for tags not seen before
 * and for metadata. `text` holds bytes as Latin-1. Whatever is not exactly as expected is left to `parseLine`; the two
 * agree on every line (test/cli/scan-line.test.ts).
 */
export function createLineScanner(): ScanLine {
  const remembered = new Map<string, Readonly<Record<string, string>>>();

  const tagsOf = (raw: string): Readonly<Record<string, string>> | undefined => {
    const known = remembered.get(raw);
    if (known !== undefined) return known;
    const tags = parseTexts(raw);
    if (tags === undefined) return undefined;
    if (remembered.size >= mostRemembered) remembered.clear();
    // A slice would keep alive the whole block of the file that it was cut from.
    remembered.set(Buffer.from(raw, 'latin1').toString('latin1'), Object.freeze(tags));
    return tags;
  };

  return (text, { metric, text: opening }, start, end) => {
    const timeStart = start + opening.length;
    const timeEnd = text.indexOf('"', timeStart);
    if (timeEnd < 0 || !text.startsWith(afterTime, timeEnd)) return undefined;
    const valueStart = timeEnd + afterTime.length;
    const valueEnd = text.indexOf(',', valueStart);
    if (valueEnd < 0 || !text.startsWith(afterValue, valueEnd)) return undefined;
    const tagsStart = valueEnd + afterValue.length;
    const tagsEnd = text.indexOf('}', tagsStart) + 1;
    const close = end - lineEnd.length;
    if (tagsEnd === 0 || tagsEnd > close || !text.startsWith(lineEnd, close)) return undefined;

    const time = text.slice(timeStart, timeEnd);
    const value = numberOf(text.slice(valueStart, valueEnd));
    const tags = tagsOf(text.slice(tagsStart, tagsEnd));
    if (value === undefined || tags === undefined || !/^[\w:.+-]+$/.test(time)) return undefined;
    if (tagsEnd === close) return { metric, time, value, tags };
    if (!text.startsWith(beforeMetadata, tagsEnd)) return undefined;
    const metadata = parseTexts(text.slice(tagsEnd + beforeMetadata.length, close));
    return metadata && { metric, time, value, tags, metadata };
  };
}

/** A line as `parseLine` reads it. */
export function parseSlice(text: string, start: number, end: number): ReturnType<typeof parseLine> {
  return parseLine(utf8(text.slice(start, end)));
}

function parseTexts(raw: string): Record<string, string> | undefined {
  try {
    const parsed: unknown = JSON.parse(utf8(raw));
    return isTexts(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** The text whose bytes these are. */
function utf8(bytes: string): string {
  return /[\x80-\xff]/.test(bytes) ? Buffer.from(bytes, 'latin1').toString('utf8') : bytes;
}

/** As JSON has it: no hexadecimals, no Infinity, no white space. */
function numberOf(text: string): number | undefined {
  if (!/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}
