import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { SimulatorConfig } from '../../simulator/options.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { runK6 } from './run-k6.ts';

let simulator: Simulator;
afterEach(() => simulator.close());

const ceilingUsd = 0.05;
const perMillion = { input: 1, output: 4 };

async function run(
  config: Partial<SimulatorConfig>,
  env: Record<string, string> = {},
  args: string[] = [],
  script = 'dist/fixed.js',
) {
  simulator = await startSimulator({
    slots: 60,
    prefillMs: 5,
    tokenMs: 1,
    outputTokens: 20,
    outputSpread: 0.5,
    ...config,
  });
  const ended = await runK6({
    script,
    args,
    env: {
      LLM_BASE_URL: `${simulator.url}/v1`,
      LLM_MODEL: 'sim',
      LLM_USERS: '50',
      LLM_REQUESTS: '100000',
      LLM_MAX_TOKENS: '40',
      LLM_PROMPT_LENGTHS: 'short',
      LLM_PRICE: `${perMillion.input}/${perMillion.output}`,
      LLM_BUDGET_USD: String(ceilingUsd),
      ...env,
    },
  });
  await simulator.idle();
  return ended;
}

/** What a provider would charge: all that the simulator read and made, whatever became of it. */
function chargedUsd(): number {
  return simulator.truth.reduce(
    (usd, { inputTokens = 0, outputTokens }) =>
      usd + (inputTokens * perMillion.input + outputTokens * perMillion.output) / 1e6,
    0,
  );
}

describe('50 users that may spend $0.05 together', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])(
    'spend at most that, by the endpoint’s own books (seed %d)',
    async (seed) => {
      // Half of the seeds at an endpoint that breaks off, tells no usage, or turns away.
      const faults =
        seed % 2 === 0 ? 'cut@5:0.05,no-usage:0.05,error@3:0.05,rate-limited:0.05,status@500:0.05' : undefined;
      const { code, report, stdout } = await run({ seed, ...(faults && { faults }) }, { LLM_SEED: String(seed) });
      const charged = chargedUsd();
      expect(charged).toBeLessThanOrEqual(ceilingUsd);
      // It was used, and not merely refused.
      expect(charged).toBeGreaterThan(ceilingUsd / 3);
      expect(report.budget).toMatchObject({ ceilingUsd, soft: false, dearer: 0 });
      const { spentUsd = 0, unsettledUsd = 0, refused } = report.budget ?? {};
      expect(spentUsd + unsettledUsd).toBeLessThanOrEqual(ceilingUsd);
      expect(spentUsd + unsettledUsd).toBeGreaterThanOrEqual(charged - 1e-6);
      expect(refused).toBeGreaterThan(0);
      // All that was begun was waited for.
      expect(report.counts.started).toBe(report.counts.finished);
      expect(simulator.truth.filter(({ outcome }) => outcome === 'client_closed')).toEqual([]);
      if (faults === undefined) {
        expect(unsettledUsd).toBe(0);
        expect(spentUsd).toBeCloseTo(charged, 9);
      } else expect(unsettledUsd).toBeGreaterThan(0);
      expect(report.stopped).toBe('budget');
      expect(report.verdict).toMatchObject({ status: 'budget', exitCode: 5 });
      expect(stdout).toMatch(/STOPPED at the budget/);
      expect(code).toBe(108);
    },
  );
});

describe('a budget', () => {
  it('that is not reached changes nothing', async () => {
    const { report, code } = await run({}, { LLM_USERS: '5', LLM_REQUESTS: '50' });
    expect(report.stopped).toBeUndefined();
    expect(report.budget).toMatchObject({ refused: 0, unsettledUsd: 0, planDone: 1 });
    expect(report.counts.finished).toBe(50);
    expect(code).toBe(0);
  });

  it('is shared by the machines of a run, each with its segment', async () => {
    const { report } = await run({}, {}, [
      '--execution-segment',
      '1/5:2/5',
      '--execution-segment-sequence',
      '0,1/5,2/5,3/5,4/5,1',
    ]);
    expect(report.budget?.ceilingUsd).toBe(0.01);
    expect(report.stopped).toBe('budget');
    expect(chargedUsd()).toBeLessThanOrEqual(0.01);
  });

  it('is held for the answers that the body really asks for', async () => {
    // 4 × 3,000 tokens at $4 a million are $0.048, and the prompt comes to it.
    const { report } = await run({}, { LLM_EXTRA_BODY: '{"max_tokens":3000,"n":4}', LLM_USERS: '2' });
    expect(report.budget?.refused).toBeGreaterThan(0);
    expect(report.budget?.reservedThenUsd).toBeGreaterThan(0.048);
    expect(chargedUsd()).toBeLessThan(0.001);
  });

  it('is charged with what an endpoint bills beyond the cap, which is told', async () => {
    const usage = { prompt_tokens: 10, completion_tokens: 10_000 };
    const reply = JSON.stringify({ choices: [{ message: { content: 'a' }, finish_reason: 'stop' }], usage });
    const server = createServer((request, response) => {
      request.resume().on('end', () => response.setHeader('Content-Type', 'application/json').end(reply));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const LLM_BASE_URL = `http://127.0.0.1:${port}/v1`;
    const { report, stdout } = await run({}, { LLM_BASE_URL, LLM_STREAM: 'false', LLM_USERS: '1' });
    server.close();
    // Each costs $0.04001, about a hundred times what was reserved; the second one passes the ceiling.
    expect(report.budget).toMatchObject({ dearer: 2, refused: 1 });
    expect(report.budget?.spentUsd).toBeCloseTo(0.08002, 9);
    expect(stdout).toMatch(/2 answers cost\s+more than their requests allowed/);
  });
});

describe('refused before the first request', () => {
  it.each([
    ['an unknown price', { LLM_PRICE: '' }, 'sim has no list price; set LLM_PRICE=input/output'],
    ['no output cap', { LLM_EXTRA_BODY: '{"max_tokens":null}' }, 'each request must cap its output'],
    ['less than one request', { LLM_BUDGET_USD: '0.0001' }, 'one request to sim may cost $0.000'],
    [
      'input by reference',
      { LLM_EXTRA_BODY: '{"previous_response_id":"r1"}' },
      'previous_response_id in LLM_EXTRA_BODY has no bound by the bytes that are sent',
    ],
    [
      'a smaller model whose price nobody knows',
      { LLM_SMALL_MODEL: 'tiny', LLM_STRATEGIES: 'smaller-model' },
      'tiny has no list price; set LLM_SMALL_PRICE=input/output',
      'dist/cold-start.js',
    ],
  ])('%s', async (_name, env, words, script = 'dist/fixed.js') => {
    const { code, stderr } = await run({}, env, [], script);
    expect(stderr).toContain(words);
    expect(stderr).toContain('LLM_BUDGET_USD=');
    expect(code).toBe(107);
    expect(simulator.truth).toEqual([]);
  });
});

describe('without our extension', () => {
  const stock = 'dist/stock/fixed.js';

  it('a budget is refused, with both ways out', async () => {
    const { code, stderr } = await run({}, {}, [], stock);
    expect(stderr).toMatch(/build-k6.*LLM_BUDGET_SOFT=true/);
    expect(code).toBe(107);
  });

  it('a soft one ends the run after it was passed, and says by how much that may be', async () => {
    const { report, stdout } = await run({}, { LLM_BUDGET_SOFT: 'true' }, [], stock);
    expect(report.budget).toMatchObject({ soft: true, mostInFlight: 50 });
    expect(report.verdict.exitCode).toBe(5);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'soft: looked at every 2 s, so it may be passed by what is spent in them and by what up to 50 users have in flight',
    );
  });
});
