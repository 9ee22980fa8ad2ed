/** One event of a `text/event-stream`, as the WHATWG algorithm dispatches it. */
export interface SseFrame {
  data: string;
  event?: string;
  id?: string;
  /** Lines that look like JSON and stand in the stream without their `data:`; the standard passes them over. */
  stray?: true;
}

export interface SseSplitter {
  /** Takes the next part of the text, cut anywhere; gives the frames it completes. */
  feed(chunk: string): SseFrame[];
  /** The text has ended: gives the last frame if no blank line followed it. */
  end(): SseFrame[];
  /** Comment lines (keep-alives) so far. */
  comments(): number;
  /** The other lines before the first frame that are no field of the standard, which says to pass over them. */
  unknown(): string;
}

/** Splits SSE text into frames. An event without data is none, such as a lone `event:` line or a comment. */
export function createSseSplitter(): SseSplitter {
  let started = false;
  // A CR ends its line at once, since with lone CRs no LF ever comes; the LF of a CRLF cut there must then be dropped.
  let afterCr = false;
  let rest = '';
  let comments = 0;
  let hadFrame = false;
  const unknown: string[] = [];
  let frame: Partial<SseFrame> = {};
  let stray = '';

  function takeLine(line: string, frames: SseFrame[]): void {
    if (line === '') {
      if (frame.data) frames.push(frame as SseFrame);
      if (stray !== '') frames.push({ data: stray, stray: true });
      hadFrame ||= frames.length > 0;
      frame = {};
      stray = '';
      return;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + (line[colon + 1] === ' ' ? 2 : 1));
    if (field === '') comments += 1;
    else if (field === 'data') frame.data = frame.data === undefined ? value : `${frame.data}\n${value}`;
    else if (field === 'event' || field === 'id') frame[field] = value;
    else if (field === 'retry') return;
    else if (stray !== '') stray += `\n${line}`;
    else if (/^[{[]/.test(line)) stray = line;
    else if (!hadFrame) unknown.push(line);
  }

  function take(text: string): SseFrame[] {
    const frames: SseFrame[] = [];
    const lines = text.split(/\r\n?|\n/);
    lines[0] = rest + lines[0];
    rest = lines.pop() as string;
    for (const line of lines) takeLine(line, frames);
    return frames;
  }

  return {
    feed(chunk) {
      if (chunk === '') return [];
      const skip = started ? afterCr && chunk[0] === '\n' : chunk[0] === '\ufeff';
      started = true;
      afterCr = chunk.endsWith('\r');
      return take(skip ? chunk.slice(1) : chunk);
    },
    end: () => take('\n\n'),
    comments: () => comments,
    unknown: () => unknown.join('\n'),
  };
}
