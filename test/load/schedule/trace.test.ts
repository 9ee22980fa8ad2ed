import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replayArrivals, replayLoad } from '../../../lib/load/schedule/replay.ts';
import { parseTime } from '../../../lib/load/schedule/trace/parse-time.ts';
import { parseTrace } from '../../../lib/load/schedule/trace/parse-trace.ts';
import { readOptions } from '../../../lib/options/read-options.ts';

const parse = (text: string) => parseTrace(text, 'LLM_TRACE=t');

const azure = `TIMESTAMP,ContextTokens,GeneratedTokens
2023-11-16 18:15:46.6805900,374,44
2023-11-16 18:15:50.9951690,396,109
`;
const mooncake = `{"timestamp": 27482, "input_length": 6955, "output_length": 52, "hash_ids": [46, 47, 48]}
{"timestamp": 30535, "input_length": 6472, "output_length": 26, "hash_ids": [46, 99]}
`;

describe('a trace is understood', () => {
  it("in Azure's columns", () => {
    const [first, second] = parse(azure);
    expect(first?.traced).toEqual({ line: 2, input: 374, output: 44 });
    expect((second?.timeMs ?? 0) - (first?.timeMs ?? 0)).toBeCloseTo(4314.579, 2);
  });

  it("in Mooncake's, with the blocks that requests share", () => {
    expect(parse(mooncake)).toEqual([
      { timeMs: 27_482, traced: { line: 1, input: 6955, output: 52, blocks: [46, 47, 48] } },
      { timeMs: 30_535, traced: { line: 2, input: 6472, output: 26, blocks: [46, 99] } },
    ]);
  });

  it('in our own, with prompts that hold commas, quotes and line ends; lines are counted as an editor does', () => {
    const text = 'time,prompt,output_tokens\r\n0,"Say ""hi"",\nplease",5\r\n\r\n1.5,Bye,\r\n';
    expect(parse(text)).toEqual([
      { timeMs: 0, traced: { line: 2, prompt: 'Say "hi",\nplease', output: 5 } },
      { timeMs: 1500, traced: { line: 5, prompt: 'Bye' } },
    ]);
  });

  it('with a byte order mark, and without an end of the last line', () => {
    expect(parse('\uFEFFtime,input_tokens\n0,7')).toHaveLength(1);
    expect(parse('\uFEFF{"time":0,"input_tokens":7}')).toHaveLength(1);
  });

  it('whatever the cells are, quoted as they must be', () => {
    const cell = fc
      .string({ unit: fc.constantFrom('a', ',', '"', '\n', ' '), minLength: 1 })
      .filter((s) => s.trim() !== '');
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), (prompts) => {
        const lines = prompts.map((prompt, i) => `${i},"${prompt.replaceAll('"', '""')}"`);
        expect(parse(`time,prompt\n${lines.join('\n')}`).map(({ traced }) => traced.prompt)).toEqual(prompts);
      }),
    );
  });
});

describe('a trace is refused with its lines', () => {
  it.each([
    ['', /LLM_TRACE=t: holds no request; accepted is a CSV file/],
    ['{"time":0,"input_tokens":1}\nnope\n', /1 of 2 rows are broken: line 2: no JSON object: nope/],
    ['time,input_tokens\n0,1\n1\n', /line 3: 1 cells, the head has 2/],
    ['time,input_tokens\nsoon,1\n', /line 2: time "soon"; accepted is a number from 0 or a date and time/],
    ['time,input_tokens\n0,-4\n', /line 2: input tokens "-4"; accepted is a whole number from 0/],
    ['time,input_tokens\n0,\n', /line 2: neither a prompt nor input tokens/],
    ['when,input_tokens\n0,1\n', /no column for a time \(when, input_tokens\)/],
    ['time,size\n0,1\n', /no column for input tokens or a prompt \(time, size\)/],
    [
      `time,input_tokens\n${'x,1\n'.repeat(9)}`,
      /9 of 9 rows are broken: line 2: .*; line 3: .*; line 4: .*; and 6 more$/,
    ],
  ])('%j', (text, says) => {
    expect(() => parse(text)).toThrow(says);
  });
});

it.each([
  ['2024-05-10 00:00:00.009930+00:00', Date.UTC(2024, 4, 10) + 9.93],
  ['2024-05-10T02:00:00+0200', Date.UTC(2024, 4, 10)],
  ['2024-05-10T00:00:00Z', Date.UTC(2024, 4, 10)],
  ['12.5', 12_500],
  ['2024-13-10 00:00:00', undefined],
  ['', undefined],
  [null, undefined],
  [-1, undefined],
])('the time %j', (text, expected) => {
  const found = parseTime(text, 1000);
  if (expected === undefined) expect(found).toBeUndefined();
  else expect(found).toBeCloseTo(expected, 3);
});

describe('a replay', () => {
  const options = (env: Record<string, string> = {}) =>
    readOptions({ LLM_BASE_URL: 'http://localhost', LLM_MODEL: 'm', LLM_TRACE: '/x/t.csv', LLM_WARMUP: '0s', ...env });
  const rows = 'time,input_tokens,output_tokens\n100,10,1\n104,20,2\n102,30,\n';

  it('starts at once, in order of time, so many times as fast', () => {
    const arrivals = replayArrivals(options({ LLM_SPEED: '2' }), () => rows);
    expect(arrivals.map(({ atMs }) => atMs)).toEqual([0, 1000, 2000]);
    expect(arrivals.map(({ traced }) => traced?.line)).toEqual([2, 4, 3]);
  });

  it('tells what is planned', () => {
    const given = options({ LLM_SPEED: '0.5', LLM_MAX_TOKENS: '50' });
    const { about, requests, durationMs } = replayLoad(
      given,
      replayArrivals(given, () => rows),
    );
    expect(about).toBe(
      'open load, 3 requests of t.csv over 8s at 0.5 × its speed, put in order of time; planned are about 60 tokens in and at most 53 out',
    );
    expect({ requests, durationMs }).toEqual({ requests: 3, durationMs: 8000 });
  });

  it('wants a trace', () => {
    expect(() => replayArrivals(options({ LLM_TRACE: '' }), () => '')).toThrow(/LLM_TRACE is not set/);
  });

  it('that is over before the warm-up is refused', () => {
    const given = options({ LLM_WARMUP: '30s' });
    expect(() =>
      replayLoad(
        given,
        replayArrivals(given, () => rows),
      ),
    ).toThrow(/LLM_TRACE: no request .* due at 4s/);
  });
});
