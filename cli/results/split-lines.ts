/** A whole number of lines, each with its line feed, as Latin-1: one character a byte. */
export type OnLines = (text: string) => void;

/** Longer lines are none of k6's; they are cut there, so that a file without line feeds does not fill the memory. */
export const longestLine = 64 * 1024 * 1024;

/** Cuts a stream of bytes between lines. `end` gives what stands after the last line feed. */
export function createLineSplitter(onLines: OnLines): { push(bytes: Buffer): void; end(): string } {
  let rest: string[] = [];
  let restLength = 0;

  const keep = (text: string): void => {
    if (text === '') return;
    rest.push(text);
    restLength += text.length;
    if (restLength > longestLine) flush('\n');
  };
  const flush = (ending: string): void => {
    const line = rest.join('') + ending;
    rest = [];
    restLength = 0;
    onLines(line);
  };

  return {
    push(bytes) {
      const last = bytes.lastIndexOf(10);
      if (last < 0) {
        keep(bytes.toString('latin1', 0, bytes.length));
        return;
      }
      let from = 0;
      if (rest.length > 0) {
        // Alone, so that the block behind it needs no copy.
        from = bytes.indexOf(10) + 1;
        flush(bytes.toString('latin1', 0, from));
      }
      if (from <= last) onLines(bytes.toString('latin1', from, last + 1));
      keep(bytes.toString('latin1', last + 1, bytes.length));
    },
    end() {
      const text = rest.join('');
      rest = [];
      return text;
    },
  };
}
