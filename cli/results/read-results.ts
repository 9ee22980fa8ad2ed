import type { Row } from '../../lib/measure/row.ts';
import type { Io } from '../io.ts';
import { findResultsFiles, type ResultsFile } from './find-files.ts';
import { addFlaw, type Flaw, type Flaws, type Place } from './place.ts';
import type { Point } from './point.ts';
import { type BytesEnd, readBytes } from './read-bytes.ts';
import { createPointReader, type PointReader } from './read-points.ts';
import { readRow } from './read-row.ts';
import { unreadable } from './unreadable.ts';

export interface ResultsHandlers {
  /** An exchange of the measured phase or of the warm-up, checked against the row's schema. */
  onRow?: (row: Row, place: Place) => void;
  /**
   * Points by their metric's name. Others are passed over unread, which is most of the speed; what is broken in them
   * is not seen.
   */
  onPoint?: Readonly<Record<string, (point: Point, place: Place) => void>>;
}

/** What was read, and what could not be. */
export interface ResultsRead {
  /** As the user named them, each once. */
  files: string[];
  lines: number;
  /** Samples of all metrics. */
  points: number;
  /** Exchanges whose row was given to `onRow`. */
  rows: number;
  /** Files that end in the middle of a line or of a packed block, as a killed k6 leaves them. All before it was read. */
  truncated: Flaw[];
  /** Finished exchanges without a row that can be read: nothing is known of them but that they were. */
  badRows: Flaws;
  /** Lines that are no k6 output, in files that otherwise are. */
  badLines: Flaws;
}

/** The metric whose points carry the rows. */
const rowMetric = 'llm_requests';

/**
 * Reads k6's JSON output: files plain or packed (told by their bytes, not by their name), results folders, `-` for
 * standard input, one after the other in constant memory. Throws a CliError with exit code 2 that names file and line
 * for what is not there or is no k6 output at all; less than that is counted in what is returned, for the caller to
 * weigh.
 */
export async function readResults(
  given: string[],
  io: Pick<Io, 'cwd' | 'stdin'>,
  handlers: ResultsHandlers,
): Promise<ResultsRead> {
  const files = await findResultsFiles(given, io);
  const read: ResultsRead = {
    files: files.map(({ name }) => name),
    lines: 0,
    points: 0,
    rows: 0,
    truncated: [],
    badRows: { count: 0, first: [] },
    badLines: { count: 0, first: [] },
  };
  for (const file of files) await readFile(file, handlers, read);
  return read;
}

async function readFile(file: ResultsFile, handlers: ResultsHandlers, read: ResultsRead): Promise<void> {
  const reader = createPointReader({
    wanted: new Map([...Object.entries(handlers.onPoint ?? {}), [rowMetric, takeRow]]),
    file: file.name,
    onBadLine: (line, saw) => {
      if (reader.good === 0) throw unreadable(file.name, line, saw);
      addFlaw(read.badLines, { file: file.name, line, why: `no line of k6's JSON output: ${saw}` });
    },
  });
  const otherwise = handlers.onPoint?.[rowMetric];
  function takeRow(point: Point, place: Place): void {
    otherwise?.(point, place);
    const row = readRow(point.metadata?.row);
    if (typeof row === 'string') {
      addFlaw(read.badRows, { ...place, why: row });
      return;
    }
    read.rows++;
    handlers.onRow?.(row, place);
  }

  const end = await readBytes(file.source, reader.push).catch((error: NodeJS.ErrnoException) => {
    if (error.syscall === undefined) throw error;
    throw unreadable(file.name, reader.line, undefined, `cannot be read (${error.code})`);
  });
  finish(reader, end, file.name, read);
  read.lines += reader.good;
  read.points += reader.points;
}

function finish(reader: PointReader, end: BytesEnd, file: string, read: ResultsRead): void {
  const cutLine = reader.end();
  const line = reader.line;
  if (end === 'damaged') throw unreadable(file, line, undefined, 'is damaged: gzip cannot unpack what follows');
  if (end === 'cut') read.truncated.push({ file, line, why: 'the packed file ends before its end mark' });
  else if (cutLine) read.truncated.push({ file, line, why: 'the last line is not complete' });
  else if (reader.good === 0) throw unreadable(file, line, undefined, 'is empty: k6 wrote nothing into it');
}
