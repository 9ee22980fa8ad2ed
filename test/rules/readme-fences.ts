export interface Fence {
  language: string;
  /** From the info string: `file=examples/team-suite.ts`. */
  file?: string;
  code: string;
}

/** The fenced blocks of a Markdown text. */
export function readmeFences(markdown: string): Fence[] {
  return [...markdown.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].map(([, info = '', code = '']) => {
    const [language = '', ...rest] = info.trim().split(/\s+/);
    const file = rest.find((word) => word.startsWith('file='))?.slice('file='.length);
    return { language, code, ...(file === undefined ? {} : { file }) };
  });
}
