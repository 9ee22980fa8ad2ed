import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { costSchema } from '../../../cli/schemas/cost.ts';
import type { Row } from '../../../lib/measure/row.ts';
import { type Ended, runInProcess } from '../fake-io.ts';
import { exchangeLines, file, metricLine, pointLine, rowLine, startedLine } from '../results/recorded-points.ts';
import { tempFolder } from '../temp-folder.ts';

/** Runs `cost` over one file with these lines. */
function cost(lines: string[], ...flags: string[]): Promise<Ended> {
  const folder = tempFolder();
  writeFileSync(path.join(folder, 'results.json'), file(...lines));
  return runInProcess(['cost', 'results.json', ...flags], {}, folder);
}

const times = (n: number, fields: Partial<Row>): string[] =>
  Array.from({ length: n }, (_, i) => exchangeLines({ id: String(i), ...fields })).flat();

/** 1000 × 200 input and 150 output tokens on gpt-4o: the article's $2.00. */
const article = times(1000, { cost_usd: 0.002, window: 0 });
const refused = exchangeLines({ outcome: 'rate_limited', status: 429, tokens: undefined });
const silent = exchangeLines({ tokens: undefined });

describe('the exit code', () => {
  it.each<[string, string[], string[], number, string]>([
    ['without a limit is 0', article, [], 0, 'COST: $2.00'],
    ['within the limit is 0', article, ['--max-cost', '10'], 0, 'PASSED: $2.00 is within the limit of $10.00'],
    ['at the limit is 0', article, ['--max-cost', '2'], 0, 'PASSED: $2.00 is within the limit of $2.00'],
    ['above the limit is 3', article, ['--max-cost', '1.5'], 3, 'FAILED: $2.00 is above the limit of $1.50'],
    [
      'above it by a hair is 3, and the digits show it',
      article,
      ['--max-cost', '1.999999'],
      3,
      'FAILED: $2 is above the limit of $1.999999',
    ],
    [
      'with something unknown is 4, though the known part is within the limit',
      [...article, ...silent],
      ['--max-cost', '10'],
      4,
      'UNDECIDED: at least $2.00, with a limit of $10.00: what is not known may lie above it',
    ],
    [
      'with something unknown is 3 where the known part alone is above it',
      [...article, ...silent],
      ['--max-cost', '1'],
      3,
      'FAILED: at least $2.00 is above the limit of $1.00',
    ],
    [
      'with nothing known is 4',
      times(3, {}),
      ['--max-cost', '10'],
      4,
      'UNDECIDED: the cost is unknown, with a limit of $10.00',
    ],
    ['with nothing known and no limit is 0', times(3, {}), [], 0, 'COST: the cost is unknown'],
    [
      'with refused requests is 0: they cost nothing',
      [...article, ...refused],
      ['--max-cost', '10'],
      0,
      'PASSED: $2.00 is within the limit of $10.00',
    ],
  ])('%s', async (_, lines, flags, code, says) => {
    const ended = await cost(lines, ...flags);
    expect(ended.stdout.trimEnd().split('\n').at(-1)).toBe(says);
    expect(ended).toMatchObject({ code, stderr: '' });
  });

  it('is 2 with file and line where a line cannot be read; what could be is shown', async () => {
    const { code, stdout, stderr } = await cost([...times(2, { cost_usd: 1 }), 'Killed'], '--max-cost', '10');
    expect(stdout).toContain('2 finished: 2 priced');
    expect(stderr).toBe(
      "k6-llm: one line could not be read, so the sum is no answer: results.json:5 is no line of k6's JSON output: `Killed`\n",
    );
    expect(code).toBe(2);
  });
});

describe('prices', () => {
  it('given here are for requests that the run could not price', async () => {
    const { stdout, code } = await cost(
      [...times(999, {}), ...times(1, { cost_usd: 5 })],
      '--price',
      '2.5/10',
      '--max-cost',
      '7',
    );
    expect(stdout).toContain('1000 finished: 1000 priced');
    expect(stdout).toContain('priced here');
    // 999 × $0.002 and $5.
    expect(stdout).toContain('PASSED: $6.998 is within the limit of $7\n');
    expect(code).toBe(0);
  });

  it('given for one model leave the others unknown', async () => {
    const { stdout } = await cost([...times(1, {}), ...times(1, { model: 'mine' })], '--price', 'mine=1000/0');
    expect(stdout).toMatch(/mine +1 +1 +0 +0 +\$0\.20 /);
    expect(stdout).toMatch(/gpt-4o +1 +0 +0 +1 +unknown/);
  });

  it('of the list are looked up by the name of the model', async () => {
    const { stdout } = await cost([...times(1000, {}), ...times(1, { model: 'mine' })], '--list-prices');
    expect(stdout).toMatch(/gpt-4o +1000 +1000 +0 +0 +\$2\.00 /);
    expect(stdout).toMatch(/mine +1 +0 +0 +1 +unknown/);
  });

  it('that are missing are named with what to set', async () => {
    const { stdout } = await cost(times(3, {}));
    expect(stdout).toContain(
      '    3 exchanges with tokens and without a price\n      set LLM_PRICE=input/output for the run, or give --price',
    );
  });
});

describe('what is shown', () => {
  it('the warm-up and failures are money too', async () => {
    const { stdout } = await cost([
      ...times(10, { cost_usd: 0.1, window: 0, start_ms: 30_500 }),
      ...times(1, { cost_usd: 0.5, phase: 'warmup' }),
      ...times(1, { cost_usd: 0.5, outcome: 'truncated', window: 1, start_ms: 60_200 }),
    ]);
    expect(stdout).toContain('total                      $2.00\n');
    expect(stdout).toContain('warm-up                    $0.50, in the total\n');
    expect(stdout).toContain('wasted on failures         $0.50, 25.0 % of the cost of all\n');
    expect(stdout).toContain('per 1,000 requests         $166.67\n');
    expect(stdout).toContain('per 1,000 good answers     $181.82, what failures cost included\n');
    expect(stdout).toMatch(
      / {4}warm-up +1 +1 +0 +0 +\$0\.50 +25\.0 %\n {4}window 0, from 30 s +10 .*\n {4}window 1, from 60 s/,
    );
    expect(stdout).toMatch(/ {4}truncated +1 +1 +0 +0 +\$0\.50 +25\.0 %/);
  });

  it('lines fit a screen of 100 columns, and names of a strange file move no cursor', async () => {
    const { stdout } = await cost([
      ...times(1, { cost_usd: 1, model: `\u001b[2J${'long'.repeat(50)}`, scenario: '模型\u202e' }),
      ...times(1, { scenario: 'other' }),
    ]);
    expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
    expect(stdout).not.toContain('\u001b');
    expect(stdout).not.toContain('\u202e');
  });

  it('more than twenty stages are summed up, and --json has them all', async () => {
    const lines = Array.from({ length: 25 }, (_, window) => exchangeLines({ cost_usd: 1, window })).flat();
    const { stdout } = await cost(lines);
    expect(stdout).toContain('… 5 more: --json and --markdown have them');
    expect(JSON.parse((await cost(lines, '--json')).stdout).byStage).toHaveLength(25);
  });

  it('as Markdown it says the same, and a name cannot break its table', async () => {
    const { stdout } = await cost(times(1, { cost_usd: 2, model: 'a|b' }), '--markdown', '--max-cost', '1');
    expect(stdout).toContain('# Cost: failed\n\n- $2.00 is above the limit of $1.00\n');
    expect(stdout).toContain('| a\\|b | 1 | 1 | 0 | 0 | $2.00 | 100.0 % |');
  });

  it('as JSON it keeps to the published schema, whatever is unknown', async () => {
    const all = [...article, ...refused, ...silent, startedLine(), pointLine('llm_requests', 1)];
    for (const lines of [article, all, [startedLine()]]) {
      const { stdout } = await cost(lines, '--json', '--max-cost', '10');
      expect(costSchema.strict().safeParse(JSON.parse(stdout)).error).toBe(undefined);
    }
    const told = JSON.parse((await cost(all, '--json', '--max-cost', '10')).stdout);
    expect(told).toMatchObject({
      knownUsd: 2,
      exact: false,
      limitUsd: 10,
      verdict: { status: 'undecided', exitCode: 4 },
    });
    expect(told.finished).toMatchObject({ exchanges: 1002, priced: 1000, refused: 1, unpriced: 1 });
  });
});

describe('several machines', () => {
  it('are one sum, whatever their files are packed in', async () => {
    const folder = tempFolder();
    mkdirSync(path.join(folder, 'a'));
    writeFileSync(path.join(folder, 'a/results.json.gz'), gzipSync(file(...article)));
    writeFileSync(path.join(folder, 'b.json'), file(...article));
    const { stdout, code } = await runInProcess(['cost', 'a', 'b.json', '--max-cost', '3.99'], {}, folder);
    expect(stdout).toContain('a/results.json.gz, b.json');
    expect(stdout).toContain('FAILED: $4.00 is above the limit of $3.99');
    expect(code).toBe(3);
  });
});

describe('a run that did not end well', () => {
  const interrupted = (usage?: string): string =>
    pointLine(
      'sse_interrupted',
      1,
      { phase: 'measured', scenario: 'ramp' },
      { ms: '1.000', frames: '3', ...(usage === undefined ? {} : { usage }) },
    );

  it('exchanges that were started and never finished are told apart', async () => {
    const { stdout, code } = await cost([...article, startedLine(), startedLine()], '--max-cost', '10');
    expect(stdout).toContain('interrupted                2 more, of unknown cost\n');
    expect(stdout).toContain('    2 exchanges interrupted: started and never finished, which providers may charge');
    expect(code).toBe(4);
  });

  it('those that had told their usage are priced by it', async () => {
    const usage = '{"prompt_tokens":200,"completion_tokens":150}';
    const lines = [...times(1, {}), startedLine(), interrupted(usage), startedLine(), interrupted()];
    const { stdout } = await cost(lines, '--price', '2500/10000');
    expect(stdout).toContain('total                      at least $4.00\n');
    expect(stdout).toContain('interrupted                2 more; 1 had told their usage: $2.00, in the total\n');
    expect(stdout).toContain('    1 exchange interrupted:');
  });

  it('one that ended in the moment it was interrupted has its row, and counts once', async () => {
    const usage = '{"prompt_tokens":200,"completion_tokens":150}';
    const { stdout } = await cost([...times(1, {}), interrupted(usage)], '--price', '2500/10000');
    expect(stdout).toContain('total                      $2.00\n');
  });

  it('a file that was cut gives what it holds, and says that it is not all', async () => {
    const folder = tempFolder();
    const packed = gzipSync(file(...times(400, { cost_usd: 0.01 })));
    writeFileSync(path.join(folder, 'results.json.gz'), packed.subarray(0, packed.length - 30));
    const { stdout, code } = await runInProcess(['cost', '.', '--max-cost', '1000'], {}, folder);
    expect(stdout).toMatch(/whatever came after results\.json\.gz:\d+: the packed file ends before its end mark/);
    expect(stdout).toMatch(/UNDECIDED: at least \$\d\.\d\d, with a limit of \$1000\.00/);
    expect(code).toBe(4);
  });

  it('rows that cannot be read are exchanges of unknown cost', async () => {
    const { stdout, code } = await cost(
      [...article, pointLine('llm_requests', 1, {}, { row: rowLine() })],
      '--max-cost',
      '10',
    );
    expect(stdout).toContain("1 exchange whose row cannot be read, the first in results.json:2001: the row's v is");
    expect(code).toBe(4);
  });
});

describe('wrong use', () => {
  it.each([
    ['no results', [], "missing required argument 'results'"],
    [
      'a limit that is no amount',
      ['x', '--max-cost', 'ten'],
      '--max-cost ten: accepted is US dollars from 0 to 1000000',
    ],
    ['a price that is none', ['x', '--price', '2,5'], '--price 2,5: accepted is US dollars per million tokens'],
    ['two forms at once', ['x', '--json', '--markdown'], '--json and --markdown: accepted is one of the two'],
    ['a file that is not there', ['x'], 'x: no such file or folder'],
  ])('%s → 2', async (_, args, says) => {
    const { code, stdout, stderr } = await runInProcess(['cost', ...args], {}, tempFolder());
    expect(stderr).toMatch(/^k6-llm: [^\n]+\n$/);
    expect(stderr).toContain(says);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  it("k6's output of another test → 2: a cost of nothing would pass any limit", async () => {
    const { code, stdout, stderr } = await cost([metricLine('vus'), pointLine('vus', 1)], '--max-cost', '10');
    expect(stderr).toContain('results.json: holds no request of k6-llm (points of other metrics: 1); accepted is');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});
