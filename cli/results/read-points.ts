import { createOpenings, pointStart } from './openings.ts';
import type { Place } from './place.ts';
import { metricLine, type Point } from './point.ts';
import { createLineScanner, parseSlice } from './scan-line.ts';
import { createLineSplitter } from './split-lines.ts';

interface PointReaderSetup {
  /** Whatever is not in it is counted and passed over. */
  wanted: ReadonlyMap<string, (point: Point, place: Place) => void>;
  file: string;
  /** `saw` is its beginning, fit to be shown. */
  onBadLine: (line: number, saw: string) => void;
}

export interface PointReader {
  push(bytes: Buffer): void;
  /** To be called after the last bytes; true if the last line was one of k6's, and cut. */
  end(): boolean;
  /** The line that is read, from 1; after the end the last one. */
  readonly line: number;
  /** Lines of k6's so far. */
  readonly good: number;
  readonly points: number;
}

const brace = '}'.charCodeAt(0);

/** Bytes of one file → points. */
export function createPointReader({ wanted, file, onBadLine }: PointReaderSetup): PointReader {
  const scan = createLineScanner();
  const openingOf = createOpenings(wanted);
  let line = 0;
  let good = 0;
  let points = 0;

  const give = (point: Point): void => {
    good++;
    points++;
    wanted.get(point.metric)?.(point, { file, line });
  };

  /** False: it is none of k6's. */
  const takeSlowly = (text: string, start: number, end: number): boolean => {
    const parsed = parseSlice(text, start, end);
    if (parsed === undefined) return false;
    if (parsed === metricLine) good++;
    else give(parsed);
    return true;
  };

  const takeLine = (text: string, start: number, lineFeed: number): void => {
    const end = text.charCodeAt(lineFeed - 1) === 13 && lineFeed > start ? lineFeed - 1 : lineFeed;
    if (end === start) return;
    const opening = openingOf(text, start);
    if (opening !== undefined) {
      const { take } = opening;
      if (take === undefined) {
        if (text.charCodeAt(end - 1) === brace && text.charCodeAt(end - 2) === brace) {
          good++;
          points++;
          return;
        }
      } else {
        const point = scan(text, opening, start, end);
        if (point !== undefined) {
          good++;
          points++;
          take(point, { file, line });
          return;
        }
      }
    }
    if (!takeSlowly(text, start, end)) onBadLine(line, beginning(text, start, end));
  };

  const splitter = createLineSplitter((text) => {
    let start = 0;
    while (start < text.length) {
      const lineFeed = text.indexOf('\n', start);
      line++;
      takeLine(text, start, lineFeed);
      start = lineFeed + 1;
    }
  });

  return {
    push: splitter.push,
    end() {
      const rest = splitter.end();
      if (rest === '') return false;
      line++;
      if (takeSlowly(rest, 0, rest.length)) return false;
      if (beginsAsK6Does(rest)) return true;
      onBadLine(line, beginning(rest, 0, rest.length));
      return false;
    },
    get line() {
      return Math.max(line, 1);
    },
    get good() {
      return good;
    },
    get points() {
      return points;
    },
  };
}

/** Of the lines that tell a metric. */
const metricStart = '{"type":"Metric",';

function beginsAsK6Does(text: string): boolean {
  return [pointStart, metricStart].some((begin) => text.startsWith(begin.slice(0, text.length)));
}

/** Of a text that may hold anything: short, and nothing that moves a cursor. */
function beginning(text: string, start: number, end: number): string {
  const shown = text.slice(start, Math.min(end, start + 60)).replace(/[^\x20-\x7e]/g, '?');
  return `\`${shown}${end - start > 60 ? '…' : ''}\``;
}
