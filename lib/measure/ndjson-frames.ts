export interface LineSplitter {
  /** Takes the next part of the text, cut anywhere; gives the lines it completes. */
  feed(chunk: string): string[];
  /** The text has ended: gives the last line if no line end followed it. */
  end(): string[];
}

/** Splits newline-delimited JSON into frames: lines without their surrounding white space; blank ones are none. */
export function createNdjsonSplitter(): LineSplitter {
  let rest = '';

  function feed(chunk: string): string[] {
    const lines = chunk.split('\n');
    lines[0] = rest + lines[0];
    rest = lines.pop() as string;
    // trim() takes a BOM and the CR of a CRLF along.
    return lines.map((line) => line.trim()).filter((line) => line !== '');
  }

  return { feed, end: () => feed('\n') };
}
