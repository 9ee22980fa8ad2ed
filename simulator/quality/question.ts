/** What a prompt asks, as far as the simulator understands it. */
export type Question =
  | { kind: 'sum'; answer: string }
  | { kind: 'echo'; answer: string }
  | { kind: 'json'; keys: string[] }
  | { kind: 'open' };

const sum = /What is (-?\d{1,12}) \+ (-?\d{1,12})\? Answer with the number only\./;
const echo = /Reply with exactly: (.+)/;
const json = /Answer as JSON with the keys ([\w-]+(?:(?:, and |, | and )[\w-]+)*)/;

/**
 * Finds a question whose right answer can be told, anywhere in the text of the last user message:
 * `What is 2 + 3? Answer with the number only.`, `Reply with exactly: blue` (to the end of the line),
 * `Answer as JSON with the keys city, country and year.`
 */
export function readQuestion(text: string): Question {
  const [, left, right] = sum.exec(text) ?? [];
  if (left !== undefined && right !== undefined) return { kind: 'sum', answer: String(Number(left) + Number(right)) };
  const said = echo.exec(text)?.[1]?.trim();
  if (said !== undefined && said !== '') return { kind: 'echo', answer: said };
  const keys = json.exec(text)?.[1];
  if (keys !== undefined) return { kind: 'json', keys: keys.split(/, and |, | and /) };
  return { kind: 'open' };
}
