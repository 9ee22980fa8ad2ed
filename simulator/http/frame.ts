/** One server-sent event. */
export interface Frame {
  event?: string;
  data: string;
}

/** The bytes of events, ended by `newline`. */
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
