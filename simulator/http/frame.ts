/** One message of a streamed reply; the framing makes bytes of it. */
export interface Frame {
  /** Its name, where the framing has a place for one. */
  event?: string;
  /** A failure told in the stream, where the framing marks it as one. */
  isException?: true;
  data: string;
}

/** Server-sent events, each line ended by `newline`. */
export function encodeFrames(frames: readonly Frame[], newline: string): string {
  let text = '';
  for (const frame of frames) {
    if (frame.event !== undefined) text += `event: ${frame.event}${newline}`;
    text += `data: ${frame.data}${newline}${newline}`;
  }
  return text;
}

/** A comment: carries nothing, keeps proxies from closing an idle connection. */
export function encodeComment(text: string, newline: string): string {
  return `: ${text}${newline}${newline}`;
}
