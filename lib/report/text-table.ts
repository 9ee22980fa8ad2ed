/** The screen is never wider. */
export const screenColumns = 100;

/** Aligns columns: the first to the left, the others to the right unless told otherwise. */
export function textTable(rows: string[][], align: 'left' | 'right' = 'right'): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, cell.length);
    });
  }
  return rows.map((row) => {
    const cells = row.map((cell, i) =>
      i > 0 && align === 'right' ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0),
    );
    return `  ${cells.join('  ')}`.trimEnd();
  });
}

/** Breaks a line that is too long between words, or within one that has no end; what follows is indented. */
export function wrap(line: string, indent = 4): string[] {
  const lines: string[] = [];
  let rest = line;
  while (rest.length > screenColumns) {
    const space = rest.lastIndexOf(' ', screenColumns);
    const cut = space > indent ? space : screenColumns;
    lines.push(rest.slice(0, cut).trimEnd());
    rest = ' '.repeat(indent) + rest.slice(cut).trimStart();
  }
  return [...lines, rest];
}
