import { describe, expect, it } from 'vitest';
import { renderGateMarkdown } from '../../../lib/report/gate/markdown.ts';
import { broken, gateReport, invalid, kept, open } from './gate-reports.ts';

describe('the Markdown of a gate', () => {
  it('begins with the mark by which a comment is found again, then the answer, then why', () => {
    expect(
      renderGateMarkdown(gateReport([kept, broken, open]))
        .split('\n')
        .slice(0, 12),
    ).toEqual([
      '<!-- k6-llm gate -->',
      '',
      '## k6-llm: FAILED: an objective was broken',
      '',
      '- it answers at surge: wanted &lt; 1.00 %, was 5.00 % (4.00 to 6.00 %)',
      '',
      '### fixed: 212 requests in 1 run',
      '',
      '|  | objective | wanted | found |',
      '| --- | --- | --- | --- |',
      '| ✅ | ttft.p95 &lt; 1s | &lt; 1000 ms | was 850 ms (820 to 900 ms) |',
      '| ❌ | it answers at surge | &lt; 1.00 % | was 5.00 % (4.00 to 6.00 %) |',
    ]);
  });

  it('of an invalid run says so first', () => {
    expect(renderGateMarkdown(gateReport([kept], invalid))).toMatch(/^<!-- k6-llm gate -->\n\n## k6-llm: INVALID: /);
  });

  it('shows what each of several runs says by itself', () => {
    const report = gateReport([
      {
        ...broken,
        runs: [
          { name: 'results/a', status: 'failed', was: '5.00 %' },
          { name: 'b', status: 'undecided' },
        ],
      },
    ]);
    report.scenarios[0]?.runs.push({
      name: 'b',
      started: 1,
      finished: 1,
      standing: { status: 'passed', exitCode: 0, reasons: [] },
      notes: [],
    });
    expect(renderGateMarkdown(report)).toContain(
      '| by run | results/a | b |\n| --- | --- | --- |\n| it answers at surge | 5.00 % (broken) | undecided |',
    );
  });

  it.each([
    ['a | b\nc', 'a \\| b c'],
    ['<script>', '&lt;script>'],
    ['@team', '@\u200bteam'],
    ['`x` *y* _z_ [l](u) ~s~', '\\`x\\` \\*y\\* \\_z\\_ \\[l\\](u) \\~s\\~'],
    ['<!-- hidden', '&lt;!-- hidden'],
    ['a\u0000b', 'a b'],
  ])('leaves the words %j words', (name, shown) => {
    expect(renderGateMarkdown(gateReport([{ ...kept, name }]))).toContain(`| ✅ | ${shown} | `);
  });
});
