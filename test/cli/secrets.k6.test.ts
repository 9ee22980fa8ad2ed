import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startSimulator } from '../../simulator/server.ts';
import { program } from './fake-programs.ts';
import { everythingIn, readRows, resultsFolder } from './recorded.ts';
import { k6Path, runCli } from './spawn-cli.ts';
import { tempFolder } from './temp-folder.ts';

const key = 'sk-canary-7f3a91';
const header = 'canary-header-55c0';

/** Notes the arguments with which k6 is called, then calls it. */
async function listening(folder: string): Promise<string> {
  return program(folder, 'k6', `printf '%s\\n' "$@" >> '${folder}/arguments'\nexec '${await k6Path()}' "$@"`);
}

/** An endpoint that quotes the key it refuses, as some do. */
const quoting = (): Promise<string> =>
  endpoint((request, response) => {
    response.statusCode = 401;
    response.setHeader('Content-Type', 'application/json');
    response.end(
      JSON.stringify({ error: { message: `Incorrect API key provided: ${request.headers.authorization}` } }),
    );
  });

/** One whose reply holds the key where our example of what cannot be read is cut: after so many of its characters. */
const quotingAcrossTheCut = (contentType: string, begin: string, ofKey: number): Promise<string> =>
  endpoint((_request, response) => {
    response.setHeader('Content-Type', contentType);
    response.end(`${begin}${'.'.repeat(200 - ofKey - begin.replace('data: ', '').length)}${key} is wrong`);
  });

async function endpoint(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

it('the key is in no argument, on no screen and in no file', async () => {
  const cwd = tempFolder();
  const simulator = await startSimulator({ prefillMs: 1, tokenMs: 1, outputTokens: 5, apiKey: key });
  onTestFinished(() => simulator.close());
  const accepting = `${simulator.url}/v1`;
  const env = {
    K6_BIN: await listening(cwd),
    LLM_MODEL: 'm',
    LLM_API_KEY: key,
    LLM_EXTRA_HEADERS: JSON.stringify({ 'X-Secret': header }),
  };
  const calls: [string[], Record<string, string>, number][] = [
    [['run', 'smoke'], { LLM_BASE_URL: accepting }, 0],
    [['run', 'smoke'], { LLM_BASE_URL: await quoting() }, 6],
    [['run', 'smoke', '--users', '9'], { LLM_BASE_URL: accepting }, 2],
    [['run', 'smoke'], { LLM_BASE_URL: accepting, LLM_API_KEY: `${key} with a blank` }, 2],
    [['run', 'smoke', '--api-key', key], { LLM_BASE_URL: accepting }, 2],
    [['run', 'smoke'], { LLM_BASE_URL: `http://${key}@127.0.0.1/v1` }, 2],
    [['doctor'], { LLM_BASE_URL: accepting }, 0],
    [['doctor', '--json'], { LLM_BASE_URL: await quoting() }, 6],
    [['doctor'], { LLM_BASE_URL: await quoting() }, 6],
  ];
  let said = '';
  for (const [args, more, code] of calls) {
    const ended = await runCli(args, { ...env, ...more }, cwd);
    expect({ args, code: ended.code, stderr: ended.code === code ? '' : ended.stderr }).toEqual({
      args,
      code,
      stderr: '',
    });
    said += ended.stdout + ended.stderr;
  }
  expect(said).toContain('Incorrect API key provided: Bearer ***');
  expect(readFileSync(path.join(cwd, 'arguments'), 'utf8')).toContain('--out\npoints=');

  const recorded = everythingIn(cwd);
  expect(recorded).toContain('summary.md');
  for (const secret of [key, header]) {
    expect(said).not.toContain(secret);
    expect(recorded).not.toContain(secret);
  }
});

it.each([
  ['a frame', 'text/event-stream', 'data: no JSON '],
  ['a page', 'text/html', '<!doctype html>\n<p>'],
])(
  'no piece of the key is on a screen or in a file where %s that cannot be read is cut within it',
  async (_what, contentType, begin) => {
    const cwd = tempFolder();
    const env = {
      K6_BIN: await k6Path(),
      LLM_MODEL: 'm',
      LLM_API_KEY: key,
      LLM_BASE_URL: await quotingAcrossTheCut(contentType, begin, key.length - 2),
    };
    let said = '';
    for (const args of [['run', 'smoke'], ['doctor'], ['doctor', '--json']]) {
      const { code, stdout, stderr } = await runCli(args, env, cwd);
      expect({ args, code }).toEqual({ args, code: 3 });
      said += stdout + stderr;
    }
    const recorded = everythingIn(cwd);
    // The example is told, up to the key, and the row says what came without a word of it.
    expect(said).toContain('....***');
    expect(recorded).toContain('....***');
    expect(readRows(resultsFolder(cwd))[0]?.message).toMatch(/^not this API's/);
    const pieces = Array.from({ length: key.length - 7 }, (_, at) => key.slice(at, at + 8));
    for (const piece of pieces) {
      expect(said).not.toContain(piece);
      expect(recorded).not.toContain(piece);
    }
  },
);
