import { describe, expect, it } from 'vitest';
import { ramp } from '../../lib/load/ramp.ts';
import { readOptions } from '../../lib/options/read-options.ts';
import { renderText } from '../../lib/report/text.ts';
import { counter, env, goodMetrics, k6Data, rate, reportOf, trend, windowMetrics } from './k6-data.ts';

const screen = (metrics = goodMetrics, over = {}, durationMs = 105_000) =>
  renderText(reportOf(k6Data(metrics, durationMs), over));

describe('the screen of a good run', () => {
  it('tells it at a glance', () => {
    expect(screen()).toMatchInlineSnapshot(`
      "
      k6-llm ramp · small at http://localhost:8000/v1 (openai-chat, streamed, capture transport)
      open load, 10 → 10 requests/s over 1m40s; took 1m45s

        requests             900 finished of 900 started, after 100 of warm-up
        requests per second  9.5
        failures             0.00 % of 900
        429s                 0
        tokens               45000 in, 90000 out
        cost                 $1.25 without warm-up
        priced by            LLM_PRICE
        goodput              95.00 % within the limits of interactive
        outcomes             ok 900

                                    p50      p90      p95      p99      max  samples
        time to first token      400 ms   800 ms   800 ms   800 ms  4000 ms      900
        to first answer token    500 ms  1000 ms  1000 ms  1000 ms  5000 ms      900
        total generation time   2000 ms  4000 ms  4000 ms  4000 ms   20.0 s      900
        time per output token   16.0 ms  32.0 ms  32.0 ms  32.0 ms   160 ms      900
        longest gap             50.0 ms   100 ms   100 ms   100 ms   500 ms      900
        tokens/s, more is good     50.0     55.0     55.0     55.0      500      900

        window    offered  TTFT p50  TTFT p95  total p50  total p95  failed
        10–55 s    10.0/s    400 ms    800 ms    2000 ms    4000 ms   0.0 %
        55–100 s   10.0/s    800 ms   1600 ms    4000 ms    8000 ms   0.0 %

        thresholds
        ✓ something was answered     > 0              was 900
        ✓ failures                   < 1.00 %         was 0.00 %
        ✓ time to first token p95    < 3000 ms        was 800 ms
        ✓ total generation time p95  < 15.0 s         was 4.0 s
        ✓ tokens per second, mean    > 30.0 tokens/s  was 75.0 tokens/s
        ✓ timeouts                   < 5.00 %         was 0.00 %

        health
        total generation time  warning    p99/p50 = 2.0 (below 2 healthy, above 5 critical)
        time to first token    warning    p99/p50 = 2.0 (below 2 healthy, above 5 critical)
        failures               undecided  none of 900; below 1000 requests 0.1 % cannot be seen

      PASSED
        every threshold holds (6)
      "
    `);
  });

  it('is coloured for a terminal alone', () => {
    expect(screen()).not.toContain('\u001b');
    expect(renderText(reportOf(k6Data(goodMetrics)), true)).toContain('\u001b[1;32mPASSED\u001b[0m');
  });
});

describe('the screen of a run in which everything failed', () => {
  it('shows outcomes and no latency', () => {
    const failed = {
      'llm_started{phase:measured}': counter(900),
      'llm_requests{phase:measured,outcome:http_error}': counter(880),
      'llm_requests{phase:measured,outcome:timeout}': counter(20),
      llm_request_failed: rate(900, 0),
      llm_timeout_rate: rate(20, 880),
      'llm_started{window:0}': counter(450),
      'llm_started{window:1}': counter(450),
      'llm_request_failed{window:0}': rate(450, 0),
      'llm_request_failed{window:1}': rate(450, 0),
    };
    expect(screen(failed)).toMatchInlineSnapshot(`
      "
      k6-llm ramp · small at http://localhost:8000/v1 (openai-chat, streamed, capture transport)
      open load, 10 → 10 requests/s over 1m40s; took 1m45s

        requests             900 finished of 900 started
        requests per second  8.6
        failures             100.00 % of 900
        429s                 0
        tokens               unknown: no usage was sent
        cost                 unknown: nothing was answered
        outcomes             http_error 880 · timeout 20

        no answer was measured: there are no latencies to show

        window    offered       TTFT p50        TTFT p95      total p50       total p95   failed
        10–55 s    10.0/s  n/a (0 of 11)  n/a (0 of 130)  n/a (0 of 11)  n/a (0 of 130)  100.0 %
        55–100 s   10.0/s  n/a (0 of 11)  n/a (0 of 130)  n/a (0 of 11)  n/a (0 of 130)  100.0 %

        thresholds
        ✗ something was answered     > 0              was 0
        ✗ failures                   < 1.00 %         was 100.00 %
        – time to first token p95    < 3000 ms        not measured (no samples)
        – total generation time p95  < 15.0 s         not measured (no samples)
        – tokens per second, mean    > 30.0 tokens/s  not measured (no samples)
        ✓ timeouts                   < 5.00 %         was 2.22 %

        health
        total generation time  undecided  0 of the 64 samples that a p90 needs
        time to first token    undecided  0 of the 64 samples that a p90 needs
        failures               critical   100.00 % of 900 (below 0.1 % healthy, above 1 % critical)

      FAILED: a threshold was broken
        something was answered: wanted > 0, was 0
        failures: wanted < 1.00 %, was 100.00 %
      "
    `);
  });
});

describe('no percentile without its samples is shown as a number', () => {
  const few = (count: number) =>
    Object.fromEntries(
      Object.entries(goodMetrics).map(([name, metric]) => [name, metric.type === 'trend' ? trend(count, 77) : metric]),
    );

  it.each([1, 10, 11, 63, 64, 129, 130, 661])('%d samples', (count) => {
    const text = screen(few(count));
    const floors = [11, 64, 130, 662].filter((floor) => count < floor);
    for (const floor of floors) expect(text).toMatch(new RegExp(`n/a \\(${count}( of |/)${floor}\\)`));
    if (count < 11) expect(text).not.toMatch(/77\.0 ms/);
  });
});

describe('at most 100 columns, and the verdict last', () => {
  const many = readOptions({
    ...env,
    LLM_STAGES: Array.from({ length: 60 }, (_, i) => `30s:${i + 1}`).join(','),
    LLM_WINDOW: '10s',
  });
  const shape = ramp(many);
  const long = {
    ...goodMetrics,
    ...Object.fromEntries(shape.windows.flatMap(({ index }) => Object.entries(windowMetrics(index, 9, 123_456)))),
  };
  const target = {
    protocol: 'openai-chat',
    baseUrl: `https://${'a'.repeat(150)}.example/v1`,
    model: 'accounts/fireworks/models/a-model-with-a-rather-long-name-instruct-turbo',
    transport: 'capture',
    stream: true,
  };
  const cases: [string, string][] = [
    ['a good run', screen()],
    ['an empty run', screen({})],
    ['an interrupted run', screen(goodMetrics, {}, 60_000)],
    [
      'few samples',
      screen({ ...goodMetrics, llm_longest_gap: trend(5, 100), llm_time_per_output_token: trend(129, 99) }),
    ],
    ['long names and many windows', renderText(reportOf(k6Data(long, 1_900_000, shape), { shape, target }))],
    ['unsent requests', screen({ ...goodMetrics, dropped_iterations: counter(500), ...windowMetrics(1, 5, 800) })],
  ];

  it.each(cases)('%s', (_name, text) => {
    expect(text.split('\n').filter((line) => line.length > 100)).toEqual([]);
    const verdict = text.split('\n').reduce((last, line, i) => (/^[A-Z]{6,}/.test(line) ? i : last), -1);
    expect(
      text
        .split('\n')
        .slice(verdict + 1, -1)
        .every((line) => line.startsWith('  ')),
    ).toBe(true);
  });

  it('of an invalid run the verdict first, too: whoever reads no further has read it', () => {
    const invalid = screen({ ...goodMetrics, dropped_iterations: counter(500), ...windowMetrics(1, 5, 800) });
    expect(invalid.split('\n').slice(0, 3)).toEqual(['', 'INVALID: these numbers are not to be trusted', '']);
    expect(invalid.match(/INVALID/g)).toHaveLength(2);
    expect(screen().match(/PASSED/g)).toHaveLength(1);
  });

  it('of many windows every so many are shown, and it is said', () => {
    const text = renderText(reportOf(k6Data(long, 1_900_000, shape), { shape, target }));
    expect(text).toContain('19 of 179 windows; summary.md has them all');
  });

  it('a window that lacks load is marked, and the mark explained', () => {
    const text = screen({ ...goodMetrics, dropped_iterations: counter(400), ...windowMetrics(1, 50, 800) });
    expect(text).toMatch(/55–100 s\s+10\.0\/s\*/);
    expect(text).toContain('* not all of the offered load was sent');
  });
});

describe('words that could mislead', () => {
  it('a price of 0 is known, a missing price is not 0', () => {
    const { llm_cost_usd: _cost, ...unpriced } = goodMetrics;
    expect(screen({ ...goodMetrics, llm_cost_usd: counter(0) })).toMatch(/cost +\$0\.00 without warm-up/);
    expect(screen(unpriced)).toMatch(/cost +unknown: no usage was sent/);
    expect(screen(unpriced, { price: 'x has no list price; set LLM_PRICE' })).toMatch(
      /cost +unknown: x has no list price; set LLM_PRICE\n/,
    );
  });

  it('tokens that were not counted are not 0', () => {
    const { llm_input_tokens: _input, ...half } = goodMetrics;
    expect(screen(half)).toMatch(/tokens +unknown in, 90000 out/);
  });

  it('a share of time-outs is no time', () => {
    expect(screen({ ...goodMetrics, llm_timeout_rate: rate(9, 891) })).toMatch(/timeouts +< 5\.00 % +was 1\.00 %/);
  });

  it('replies that were no streams are named', () => {
    expect(screen({ ...goodMetrics, 'llm_requests{phase:measured,outcome:not_streamed}': counter(7) })).toMatch(
      /not streamed +7 replies/,
    );
  });
});
