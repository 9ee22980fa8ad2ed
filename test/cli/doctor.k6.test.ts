import { describe, expect, it, onTestFinished } from 'vitest';
import type { SimulatorConfig } from '../../simulator/options.ts';
import { startSimulator } from '../../simulator/server.ts';
import { runCli } from './spawn-cli.ts';
import { tempFolder } from './temp-folder.ts';

async function doctor(simulator: Partial<SimulatorConfig>, env: Record<string, string> = {}, args: string[] = []) {
  const endpoint = await startSimulator({ prefillMs: 5, tokenMs: 1, outputTokens: 30, ...simulator });
  onTestFinished(() => endpoint.close());
  const ended = await runCli(
    ['doctor', ...args],
    { LLM_BASE_URL: `${endpoint.url}/v1`, LLM_MODEL: 'm', ...env },
    tempFolder(),
  );
  return { ...ended, requests: endpoint.truth.length };
}

describe('doctor', () => {
  it('without an endpoint looks at this machine', async () => {
    const { code, stdout, stderr } = await runCli(['doctor'], {}, tempFolder());
    expect(stdout).toMatch(/^✓ Node \d+\.\d+\.\d+\n✓ k6 v[\d.]+ with k6\/x\/sse \(K6_BIN, /);
    expect(stdout).toContain('– no endpoint was looked at\n    → give --base-url');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('sends one request and says what the stream is like', async () => {
    const { code, stdout, requests } = await doctor({ requestsPerMinute: 600 });
    expect(requests).toBe(1);
    for (const words of [
      '✓ answered: status 200, HTTP/1.1, finish stop, capture transport',
      '✓ served by m',
      '30 chunks (30 text), 1.0 tokens per chunk',
      '– the first frame holds no token',
      'tokens in, 30 out',
      '✓ limits: 599 of 600 requests',
    ]) {
      expect(stdout).toContain(words);
    }
    expect(stdout).toMatch(/first token [\d.]+ ms, total [\d.]+ ms, [\d.]+ tokens\/s/);
    expect(code).toBe(0);
  });

  it('sends nothing that might cost more than the budget', async () => {
    const { code, stderr, requests } = await doctor({}, { LLM_PRICE: '1/1', LLM_BUDGET_USD: '0.0001' });
    expect(stderr).toMatch(/one request to m may cost \$0\.000\d+; accepted is more, or a lower LLM_MAX_TOKENS\n$/);
    expect({ code, requests }).toEqual({ code: 2, requests: 0 });
  });

  it('says the same as JSON', async () => {
    const { code, stdout } = await doctor({ tokensPerChunk: 3, roleChunk: 'joined' }, {}, ['--json']);
    expect(JSON.parse(stdout).probe).toMatchObject({
      outcome: 'ok',
      chunks: 10,
      tokensPerChunk: 3,
      roleOnlyFirst: false,
    });
    expect(code).toBe(0);
  });

  it.each([
    ['a key that is refused', { apiKey: 'right' }, {}, 6, '✗ auth: status 401'],
    ['a quota that is used up', { faults: 'quota:1' }, {}, 6, '✗ quota: status 429'],
    ['an endpoint that is down', {}, { LLM_BASE_URL: 'http://127.0.0.1:9/v1' }, 3, '✗ network: no response'],
    ['a JSON reply in place of a stream', { faults: 'not-streamed:1' }, {}, 3, '✗ not_streamed: status 200'],
    ['a stream that falls silent', { faults: 'stall@5:1' }, { LLM_IDLE_TIMEOUT: '300ms' }, 3, '✗ idle_timeout'],
    ['no usage, which is only worth a note', { faults: 'no-usage:1' }, {}, 0, '– no usage in the reply'],
  ])('tells of %s', async (_, simulator, env, code, words) => {
    const ended = await doctor(simulator, env);
    expect(ended.stdout).toContain(words);
    expect(ended.code).toBe(code);
  });
});
