import type { Finding } from './finding.ts';

const name = 'not begun';

/** What the rows of a run say that a guard of ours stopped after its first request. */
export function notBegun(why: string): Finding {
  const says = 'Nothing was looked for: it might have used up what may be sent today.';
  return { name, level: 'undecided', says, because: [why], values: {} };
}

/** Why it was stopped, taken out of the findings, as the verdict of the run tells it; undefined where no row was kept. */
export function takeNotBegun(findings: Finding[]): { rest: Finding[]; why: string | undefined } {
  const found = findings.find((finding) => finding.name === name);
  return { rest: findings.filter((finding) => finding !== found), why: found?.because[0] };
}
