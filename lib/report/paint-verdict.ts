import type { VerdictStatus } from '../analysis/verdict.ts';

/** ANSI codes. */
const colours: Record<VerdictStatus, number> = {
  passed: 32,
  failed: 31,
  undecided: 33,
  invalid: 31,
  interrupted: 33,
  budget: 33,
  refused: 31,
  'not begun': 33,
};

/** The words of a verdict as a terminal shows them. */
export function paintVerdict(words: string, status: VerdictStatus, colour: boolean): string {
  return colour ? `\u001b[1;${colours[status]}m${words}\u001b[0m` : words;
}

/** Before a promise, by how it was judged. */
export const sloMarks = { passed: '✓', failed: '✗', undecided: '?', 'not measured': '–' };
