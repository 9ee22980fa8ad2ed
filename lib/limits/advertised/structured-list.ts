/** One member of a list as Structured Fields (RFC 9651) write it: `"permin";q=50;w=60`, `100;w=60`, `limit=100`. */
export interface ListMember {
  /** What stands before the first semicolon, without quotes. */
  item: string;
  /** It stood in quotes. */
  isQuoted: boolean;
  parameters: Map<string, string>;
}

/** What the drafts of the rate limit headers need of it; anything else in a member is passed over. */
export function readList(text: string): ListMember[] {
  return parts(text, /(?:[^",]|"(?:[^"\\]|\\.)*"?)+/g).map((member) => {
    const [item = '', ...rest] = parts(member, /(?:[^";]|"(?:[^"\\]|\\.)*"?)+/g);
    const parameters = new Map<string, string>();
    for (const parameter of rest) {
      const at = parameter.indexOf('=');
      if (at > 0) parameters.set(parameter.slice(0, at).trim().toLowerCase(), unquote(parameter.slice(at + 1).trim()));
    }
    return { item: unquote(item), isQuoted: item.startsWith('"'), parameters };
  });
}

function parts(text: string, part: RegExp): string[] {
  return (text.match(part) ?? []).map((one) => one.trim()).filter((one) => one !== '');
}

function unquote(text: string): string {
  return text.startsWith('"') ? text.replace(/^"|"$/g, '').replace(/\\(.)/g, '$1') : text;
}
