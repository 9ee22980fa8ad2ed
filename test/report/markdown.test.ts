import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../lib/report/markdown.ts';
import { goodMetrics, k6Data, reportOf, trend } from './k6-data.ts';

describe('the Markdown', () => {
  it('holds the same', () => {
    expect(renderMarkdown(reportOf(k6Data(goodMetrics)))).toMatchInlineSnapshot(`
      "# ramp: passed

      - every threshold holds (6)

      \`small\` at \`http://localhost:8000/v1\` (openai-chat, capture transport); open load, 10 → 10 requests/s over 1m40s; ended 2026-11-22T12:00:00.000Z.

      |  |  |
      | --- | --- |
      | requests | 900 finished of 900 started, after 100 of warm-up |
      | requests per second | 9.5 |
      | failures | 0.00 % of 900 |
      | 429s | 0 |
      | tokens | 45000 in, 90000 out |
      | cost | $1.25 without warm-up |
      | priced by | LLM_PRICE |
      | goodput | 95.00 % within the limits of interactive |

      | outcome | exchanges |
      | --- | --- |
      | ok | 900 |

      |  | p50 | p90 | p95 | p99 | max | samples |
      | --- | --- | --- | --- | --- | --- | --- |
      | time to first token | 400 ms | 800 ms | 800 ms | 800 ms | 4000 ms | 900 |
      | to first answer token | 500 ms | 1000 ms | 1000 ms | 1000 ms | 5000 ms | 900 |
      | total generation time | 2000 ms | 4000 ms | 4000 ms | 4000 ms | 20.0 s | 900 |
      | time per output token | 16.0 ms | 32.0 ms | 32.0 ms | 32.0 ms | 160 ms | 900 |
      | longest gap | 50.0 ms | 100 ms | 100 ms | 100 ms | 500 ms | 900 |
      | tokens/s, more is good | 50.0 | 55.0 | 55.0 | 55.0 | 500 | 900 |

      | window | offered | TTFT p50 | TTFT p95 | total p50 | total p95 | failed |
      | --- | --- | --- | --- | --- | --- | --- |
      | 10–55 s | 10.0/s | 400 ms | 800 ms | 2000 ms | 4000 ms | 0.00 % |
      | 55–100 s | 10.0/s | 800 ms | 1600 ms | 4000 ms | 8000 ms | 0.00 % |

      | threshold | wanted | was | result |
      | --- | --- | --- | --- |
      | something was answered | \`> 0\` | 900 | passed |
      | failures | \`< 1.00 %\` | 0.00 % | passed |
      | time to first token p95 | \`< 3000 ms\` | 800 ms | passed |
      | total generation time p95 | \`< 15.0 s\` | 4.0 s | passed |
      | tokens per second, mean | \`> 30.0 tokens/s\` | 75.0 tokens/s | passed |
      | timeouts | \`< 5.00 %\` | 0.00 % | passed |

      | health | level | rule |
      | --- | --- | --- |
      | total generation time | warning | p99/p50 = 2.0 (below 2 healthy, above 5 critical) |
      | time to first token | warning | p99/p50 = 2.0 (below 2 healthy, above 5 critical) |
      | failures | undecided | none of 900; below 1000 requests 0.1 % cannot be seen |
      "
    `);
  });

  it('of an invalid run begins with that', () => {
    const late = { ...goodMetrics, llm_client_lag: trend(900, 60) };
    expect(renderMarkdown(reportOf(k6Data(late)))).toMatch(/^# ramp: invalid\n\n- this machine was late by 120 ms/);
  });

  it('every table has as many cells in each row', () => {
    const text = renderMarkdown(reportOf(k6Data(goodMetrics), { scenario: 'a|b', options: { LLM_THRESHOLDS: 'a|b' } }));
    for (const table of text.split('\n\n').filter((part) => part.startsWith('|'))) {
      const cells = table
        .trim()
        .split('\n')
        .map((line) => line.replace(/\\\|/g, '').split('|').length);
      expect(new Set(cells).size).toBe(1);
    }
  });
});
