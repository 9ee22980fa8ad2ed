import type { Check } from './check.ts';

const marks = { ok: '✓', failed: '✗', note: '–' } as const;
const colours = { ok: 'green', failed: 'red', note: 'dim' } as const;

/** One line a check; what to do stands below it. */
export function renderChecks(
  checks: Check[],
  paint: (colour: 'green' | 'red' | 'dim', text: string) => string,
): string {
  return checks
    .map(
      ({ status, words, advice }) =>
        `${paint(colours[status], marks[status])} ${words}\n${advice ? `    → ${advice}\n` : ''}`,
    )
    .join('');
}
