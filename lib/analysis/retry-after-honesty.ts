import type { Row } from '../measure/row.ts';
import type { Finding } from './finding.ts';
import { known, spellShare } from './spell.ts';
import { quantile } from './statistics/quantile.ts';

const name = 'retry-after';

/** What 429s say about coming back, and whether a request passes when it comes back then. */
export function retryAfterHonesty(rows: Row[]): Finding {
  const measured = rows.filter(({ phase }) => phase === 'measured');
  const limited = measured.filter(({ outcome, status }) => outcome === 'rate_limited' || status === 429);
  const rule =
    'honest: every probe sent right after the time told passed, with nobody else sending; one sent shortly before it that passes shows that less would do';
  if (limited.length === 0) {
    const lacks = 'nothing was refused';
    const says = `Whether Retry-After is honest is undecided: ${lacks}.`;
    return { name, level: 'undecided', says, because: [rule, lacks], values: {} };
  }
  const told = limited.flatMap(({ retry_after_s: seconds }) => (seconds === undefined ? [] : [seconds]));
  told.sort((a, b) => a - b);
  const absentShare = 1 - told.length / limited.length;
  const passed = (kind: string): [number, number] => {
    const probes = measured.filter(({ labels }) => labels?.probe === kind);
    return [probes.filter(({ outcome }) => outcome === 'ok').length, probes.length];
  };
  const [afterPassed, after] = passed('after');
  const [beforePassed, before] = passed('before');
  const values = known({
    absent_share: absentShare,
    retry_after_p50_s: quantile(told, 0.5),
    retry_after_max_s: told[told.length - 1],
    after_sent: after,
    after_passed: afterPassed,
    before_sent: before,
    before_passed: beforePassed,
  });
  const distribution =
    told.length === 0
      ? `none of ${limited.length} 429s had one`
      : `p50 ${inSeconds(quantile(told, 0.5))}, longest ${inSeconds(told[told.length - 1] as number)}, ${spellShare(absentShare)} of ${limited.length} 429s had none`;
  const because = [
    rule,
    distribution,
    `before: ${beforePassed} of ${before} passed; after: ${afterPassed} of ${after}`,
  ];
  if (told.length === 0) {
    const says = `No Retry-After: none of ${limited.length} 429s says when to come back.`;
    return { name, level: 'warning', says, because, values };
  }
  if (afterPassed < after) {
    const says = `Retry-After is too short: ${after - afterPassed} of ${after} requests right after it were refused again (${distribution}).`;
    return { name, level: 'bad', says, because, values };
  }
  const early = beforePassed > 0 ? `${beforePassed} of ${before} requests shortly before it passed too` : '';
  if (after === 0) {
    // A probe that passes before the time told ends the wait: it was longer than needed, which is no lie.
    if (beforePassed > 0) {
      const says = `Retry-After is longer than needed: ${early} (${distribution}).`;
      return { name, level: 'info', says, because, values };
    }
    const says = `Whether Retry-After is honest is undecided: no refusal was left to be put to the test (${distribution}).`;
    return { name, level: 'undecided', says, because, values };
  }
  const says = `Retry-After is honest: ${afterPassed} of ${after} requests right after it passed (${distribution})${early === '' ? '' : `; ${early}`}.`;
  return { name, level: 'good', says, because, values };
}

const inSeconds = (s: number): string => `${Number(s.toFixed(s < 10 ? 2 : 0))} s`;
