import { describe, expect, it } from 'vitest';
import { renderGateText } from '../../../lib/report/gate/text.ts';
import { broken, gateReport, invalid, kept, open } from './gate-reports.ts';

describe('the screen of a gate', () => {
  it('says scope, each objective, and ends with the verdict', () => {
    expect(renderGateText(gateReport([kept, broken, open], undefined, ['a little late']))).toBe(
      `k6-llm gate · 1 run, held to k6-llm.config.ts, each bound 95 % sure

  fixed: 212 requests in 1 run
  ✓ ttft.p95 < 1s                  was 850 ms (820 to 900 ms)
  ✗ it answers at surge  < 1.00 %  was 5.00 % (4.00 to 6.00 %)
  ? ttft.p99 < 2s                  undecided: 212 of 662 samples
  note: results/a: a little late

FAILED: an objective was broken
  it answers at surge: wanted < 1.00 %, was 5.00 % (4.00 to 6.00 %)
`,
    );
  });

  it('of an invalid run says so before anything else', () => {
    const text = renderGateText(gateReport([kept], invalid));
    expect(text.split('\n').slice(0, 3)).toEqual([
      'k6-llm gate · 1 run, held to k6-llm.config.ts, each bound 95 % sure',
      '',
      'INVALID: these numbers are not to be trusted',
    ]);
    expect(text.split('\n').slice(-3)).toEqual([
      'INVALID: these numbers are not to be trusted',
      '  this machine was late by 60 ms',
      '',
    ]);
  });

  it('colours the verdict only where that is wanted', () => {
    expect(renderGateText(gateReport([kept]))).not.toContain('\u001b');
    expect(renderGateText(gateReport([kept]), true)).toContain('\u001b[1;32mPASSED\u001b[0m');
  });

  it('moves no cursor, whatever a policy calls its SLOs', () => {
    expect(renderGateText(gateReport([{ ...kept, name: 'a\u001b[2Jb\rc' }]))).toContain('a?[2Jb?c');
  });

  it('is never wider than 100 columns', () => {
    const text = renderGateText(gateReport([{ ...broken, name: 'long '.repeat(40), reason: 'why '.repeat(60) }]));
    expect(text.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });
});
