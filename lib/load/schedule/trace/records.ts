/** One row of a trace before it is understood: its fields by name, and its line from 1. */
export interface TraceRecord {
  line: number;
  /** Undefined where the line could not be read; then `problem` says why. */
  fields?: Record<string, unknown>;
  problem?: string;
}

/** JSONL if it begins with a brace, else CSV with a head line. Blank lines are skipped. */
export function readRecords(text: string): TraceRecord[] {
  return /^[\s\uFEFF]*\{/.test(text) ? readJsonl(text) : readCsv(text);
}

function readJsonl(text: string): TraceRecord[] {
  return text.split('\n').flatMap((raw, index): TraceRecord[] => {
    const json = raw.trim();
    if (json === '') return [];
    try {
      const value: unknown = JSON.parse(json);
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
        return [{ line: index + 1, fields: value as Record<string, unknown> }];
      }
    } catch {}
    return [{ line: index + 1, problem: `no JSON object: ${json.slice(0, 40)}` }];
  });
}

function readCsv(text: string): TraceRecord[] {
  const [head, ...rows] = splitCsv(text.replace(/^\uFEFF/, ''));
  const names = head?.cells.map((cell) => cell.trim()) ?? [];
  return rows.map(({ line, cells }) =>
    cells.length === names.length
      ? { line, fields: Object.fromEntries(names.map((name, i) => [name, cells[i]])) }
      : { line, problem: `${cells.length} cells, the head has ${names.length}` },
  );
}

/** RFC 4180: a cell in quotes may hold commas, line ends and doubled quotes. */
function splitCsv(text: string): { line: number; cells: string[] }[] {
  const rows: { line: number; cells: string[] }[] = [];
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/y;
  let line = 1;
  let begun = 1;
  let cells: string[] = [];
  while (cell.lastIndex < text.length) {
    const from = cell.lastIndex;
    const [whole, raw = '', end] = cell.exec(text) ?? restOfLine(text, cell, from);
    line += whole.split('\n').length - 1;
    cells.push(raw.startsWith('"') && raw.endsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw);
    if (end === ',' && cell.lastIndex < text.length) continue;
    if (end === ',') cells.push('');
    if (cells.length > 1 || cells[0]?.trim()) rows.push({ line: begun, cells });
    cells = [];
    begun = line;
  }
  return rows;
}

/** A stray quote is part of its cell: what is wrong with the row is said by who reads the cell. */
function restOfLine(text: string, cell: RegExp, from: number): [string, string, string] {
  const at = text.indexOf('\n', from);
  const to = at < 0 ? text.length : at + 1;
  cell.lastIndex = to;
  return [text.slice(from, to), text.slice(from, to).trimEnd(), '\n'];
}
