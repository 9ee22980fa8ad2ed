import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../cli/run.ts';
import { fakeIo } from './fake-io.ts';
import { tempFolder } from './temp-folder.ts';
import { until } from './until.ts';

describe('simulate', () => {
  it('prints its URL, serves until Ctrl-C, then says what it did', async () => {
    const folder = tempFolder();
    const truth = path.join(folder, 'truth.jsonl');
    const io = fakeIo(['simulate', '--preset', 'demo', '--model', 'mine', '--token-ms', '1', '--truth', truth]);
    const ended = run(io);
    await until('it listens', () => io.said.stdout.includes('\n'));
    const [, url, model] = /at (\S+), model (\S+)/.exec(io.said.stdout) ?? [];
    expect(model).toBe('mine');
    expect(io.said.stderr).toContain(`LLM_BASE_URL=${url} LLM_MODEL=mine npx k6-llm run smoke`);

    const reply = await fetch(`${url}/chat/completions`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ model: 'mine', messages: [{ role: 'user', content: 'hi' }], max_tokens: 5 }),
    });
    expect(reply.status).toBe(200);
    await reply.text();

    io.signals.emit('SIGINT');
    expect(await ended).toBe(0);
    expect(io.said.stdout).toMatch(/\n1 requests \(ok 1\), 5 tokens sent, never later than [\d.]+ ms\n$/);
    expect(JSON.parse(readFileSync(truth, 'utf8'))).toMatchObject({ outcome: 'ok', outputTokens: 5 });
    expect(io.signals.eventNames()).toEqual([]);
  });
});
