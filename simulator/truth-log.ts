import { closeSync, openSync, writeSync } from 'node:fs';
import type { TruthRecord } from './truth.ts';

/** Where finished records go. */
export interface TruthLog {
  /** The latest records, oldest first. */
  readonly records: readonly TruthRecord[];
  add(record: TruthRecord): void;
  /** Writes what is held back and closes the file. */
  close(): void;
}

/** Lines are written some at a time: one write per request would be felt in the timing of the others. */
const linesHeld = 200;
const heldMs = 250;

export function createTruthLog(config: { truthFile?: string; keepTruth: number }): TruthLog {
  const records: TruthRecord[] = [];
  const file = config.truthFile === undefined ? undefined : openSync(config.truthFile, 'a');
  let lines: string[] = [];
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (file !== undefined && lines.length > 0) writeSync(file, lines.join(''));
    lines = [];
  }

  return {
    records,
    add(record) {
      records.push(record);
      if (records.length > config.keepTruth) records.splice(0, records.length - config.keepTruth);
      if (file === undefined) return;
      lines.push(`${JSON.stringify(record)}\n`);
      if (lines.length >= linesHeld) flush();
      else timer ??= setTimeout(flush, heldMs).unref();
    },
    close() {
      flush();
      if (file !== undefined) closeSync(file);
    },
  };
}
