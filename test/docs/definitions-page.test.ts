import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluateFormula, fieldsOf } from '../../docs/definitions/evaluate-formula.ts';
import { peerTools } from '../../docs/definitions/peer-tools.ts';
import { instants } from '../../docs/definitions/timeline.ts';
import { workedExchange } from '../../docs/definitions/worked-exchange.ts';
import { definitionsPage } from '../../docs/pages/definitions.ts';
import type { Row } from '../../lib/measure/row.ts';
import { root } from '../rules/source-files.ts';
import { peerMeters } from './peer-meters.ts';

const answered = workedExchange('text');
const rowPage = readFileSync(path.join(root, 'docs/row.md'), 'utf8');

/** By the formulas of the tables, over the row: [from, to] where the row tells no more. */
function numbersOf(tool: string): unknown[] {
  const { numbers } = peerTools.find(({ name }) => name === tool) ?? { numbers: [] };
  return numbers.map(({ formula, upTo }) => {
    const from = formula && evaluateFormula(formula, answered.row);
    return upTo === undefined ? from : [from, evaluateFormula(upTo, answered.row)];
  });
}

describe('the worked exchange', () => {
  it('gives five first-token times from one run, the three ends and what divides them', () => {
    expect(workedExchange('tool call').row).toMatchObject({
      outcome: 'ok',
      connect_ms: 10,
      headers_ms: 60,
      first_frame_ms: 110,
      first_token_ms: 160,
      first_answer_token_ms: 460,
      first_tool_call_ms: 660,
      last_token_ms: 660,
      finish_ms: 710,
      end_ms: 1100,
      chunks: 5,
      gap_p50_ms: 100,
      longest_gap_ms: 150,
      time_per_output_token_ms: 50,
      tokens: { input: 9, output: 11, reasoning: 5, source: 'usage' },
      role_only_first: true,
    });
  });

  it('differs in the tool call alone when it ends with text', () => {
    const { first_tool_call_ms: called, ...row } = workedExchange('tool call').row;
    expect(called).toBe(660);
    expect({ ...answered.row, finish: 'tool' }).toEqual(row);
  });
});

describe('each tool’s number, by the formula that the page shows', () => {
  it.each<[string, unknown[]]>([
    ['k6-llm', [160, 460, 100, 50, 1100, 10]],
    ['SGLang bench_serving', [160, 125, 94, 1100]],
    ['GuideLLM', [160, 460, 50, 60, 1100, 10]],
    ['AIPerf', [160, 460, 50, 125, 660, 20]],
    ['LLMPerf', [460, 110, 1100, (6 / 1100) * 1000]],
    ['GenAI-Perf', [460, 40, 660, (6 / 660) * 1000]],
    ['inference-perf', [[160, 460], 40, undefined, 1100 / 6, 1100]],
    ['vLLM bench serve', [110, 100, 60, 710]],
    ['EvalScope perf', [110, [60, 99], 100, [710, 1100]]],
    ['genai-bench', [160, [55, 94], [710, 1100]]],
    ['Locust scripts', [110, 90, 100, 1100]],
    ['k6 `http_req_*`', [50, 1090]],
    ['k6 scripts on xk6-sse', [110]],
    ['OpenTelemetry', [110, undefined, 1100, undefined]],
    ['vLLM server', [undefined]],
  ])('%s', (tool, numbers) => expect(numbersOf(tool)).toEqual(numbers));

  it('covers every tool of the page', () => {
    expect(Object.keys(peerMeters).sort()).toEqual(
      peerTools
        .map(({ name }) => name)
        .filter((name) => name !== 'k6-llm')
        .sort(),
    );
  });

  it.each(Object.entries(peerMeters))('%s: is what its own rules measure, frame by frame', (tool, meter) => {
    const found = meter(answered);
    const told = numbersOf(tool);
    expect(found).toHaveLength(told.length);
    for (const [i, number] of told.entries()) {
      const own = found[i];
      if (!Array.isArray(number)) {
        if (number === undefined) expect(own).toBeUndefined();
        else expect(own).toBeCloseTo(number as number, 9);
        continue;
      }
      expect(own).toBeGreaterThanOrEqual(number[0]);
      expect(own).toBeLessThanOrEqual(number[1]);
    }
  });

  it('would be another where a reply ends with a tool call that the tool does not see', () => {
    const called = workedExchange('tool call');
    expect(peerMeters.LLMPerf?.(called)[1]).toBe(560 / 6);
    expect(peerMeters.AIPerf?.(called)[4]).toBe(660);
  });
});

describe('a formula', () => {
  const evaluate = (formula: string, row: Partial<Row>) => evaluateFormula(formula, row as Row);

  it('names nothing but fields that docs/row.md has', () => {
    const formulas = peerTools.flatMap(({ numbers }) =>
      numbers.flatMap(({ formula, upTo }) => [formula ?? [], upTo ?? []].flat()),
    );
    const known = new Set([...rowPage.matchAll(/^\| `([\w.]+)` \|/gm)].map(([, name]) => name));
    expect(formulas.flatMap(fieldsOf).filter((name) => !known.has(name))).toEqual([]);
    expect(formulas.length).toBeGreaterThan(40);
  });

  it('is unknown where a field is absent', () => {
    expect(evaluate('last_token_ms / tokens.output', { last_token_ms: 100 })).toBeUndefined();
  });

  it('takes no connection and no reasoning for 0', () => {
    expect(evaluate('headers_ms - connect_ms', { headers_ms: 60 })).toBe(60);
    expect(evaluate('tokens.output - tokens.reasoning', { tokens: { output: 7, source: 'usage' } })).toBe(7);
  });

  it('is unknown, not infinite, where it divides by no gap', () => {
    expect(
      evaluate('(last_token_ms - first_token_ms) / (chunks - 1)', { last_token_ms: 9, first_token_ms: 9, chunks: 1 }),
    ).toBeUndefined();
    expect(evaluate('last_token_ms / (chunks - 1)', { last_token_ms: 9, chunks: 1 })).toBeUndefined();
  });

  it('is told to be unknown with the reason', () => {
    const silent = peerTools.flatMap(({ numbers }) => numbers.filter(({ formula }) => formula === undefined));
    expect(silent.filter(({ trap = '' }) => !trap.startsWith('Unknown from a row: '))).toEqual([]);
  });
});

describe('docs/definitions.md', () => {
  const { text } = definitionsPage();

  it('shows every instant of the row, with the reach of each', () => {
    for (const [name] of instants) expect(text).toMatch(new RegExp(`^${name} +├─+┤ \\d+$`, 'm'));
  });

  it('tells who takes what for the first token', () => {
    const row = (name: string) => text.split('\n').find((line) => line.startsWith(`| \`${name}\``));
    expect(row('headers_ms')).toContain('k6 `http_req_*`');
    expect(row('first_frame_ms')).toContain('vLLM bench serve');
    expect(row('first_token_ms')).toContain('GuideLLM');
    expect(row('first_answer_token_ms')).toContain('LLMPerf');
  });

  it('has a section for each tool, with where its definitions were read', () => {
    for (const { name, source } of peerTools) {
      expect(text).toContain(`### ${name}\n`);
      expect(text).toContain(`Source: ${source}`);
    }
  });
});
