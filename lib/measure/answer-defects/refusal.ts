import { refusalPatterns } from './refusal-patterns.ts';

/** A refusal says so at once. */
const beginning = 160;

let known: ReturnType<typeof refusalPatterns> | undefined;

/** Whether an answer says that it will not answer, in a language that is known. */
export function isRefusal(text: string): boolean {
  return languagesThatRefuse(text).length > 0;
}

/** In which of the known languages that is said. */
export function languagesThatRefuse(text: string): string[] {
  const said = text.normalize('NFC').replace(/[’‘]/g, "'").trim();
  const begins = said.slice(0, beginning);
  known ??= refusalPatterns();
  return known
    .filter(
      ({ longestCharacters, refuses, unless }) =>
        said.length <= longestCharacters &&
        refuses.some((all) => all.every((pattern) => pattern.test(begins))) &&
        unless?.test(begins) !== true,
    )
    .map(({ language }) => language);
}
