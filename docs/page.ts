/** One generated file. */
export interface Page {
  /** From the root of the repository. */
  file: string;
  text: string;
}

/** Says in the file itself that it is generated, and from what. */
export function generatedFrom(...sources: string[]): string {
  return `<!-- Generated from ${sources.join(' and ')} by \`npm run docs\`; edits here are lost. -->`;
}
