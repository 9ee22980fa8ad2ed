import { refusalPatterns } from './refusal-patterns.ts';

/** A refusal says so at once. */
const beginning = 160;

/** Whether an answer says that it will not answer, in one of the languages that are known. */
export function isRefusal(text: string): boolean {
  const said = text.normalize('NFC').replace(/[’‘]/g, "'").trim();
  const begins = said.slice(0, beginning);
  return refusalPatterns().some(
    ({ longestCharacters, refuses, unless }) =>
      said.length <= longestCharacters &&
      refuses.some((all) => all.every((pattern) => pattern.test(begins))) &&
      unless?.test(begins) !== true,
  );
}
