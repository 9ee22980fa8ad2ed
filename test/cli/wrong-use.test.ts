import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../cli/run.ts';
import { protocolNames } from '../../lib/protocols/index.ts';
import { fakeIo, runInProcess } from './fake-io.ts';
import { fakeK6, program } from './fake-programs.ts';
import { tempFolder } from './temp-folder.ts';

const endpoint = { LLM_BASE_URL: 'http://127.0.0.1:9/v1', LLM_MODEL: 'm' };

interface Row {
  name: string;
  args: string[];
  env?: Record<string, string>;
  code: number;
  /** The one line on stderr after `k6-llm: `. */
  says: string;
}

/** No k6 is needed to find these out. */
const rows: Row[] = [
  { name: 'an unknown command', args: ['rum'], code: 2, says: "unknown command 'rum' (Did you mean run?)" },
  {
    name: 'an unknown flag',
    args: ['run', 'ramp', '--timout', '5s'],
    code: 2,
    says: "unknown option '--timout' (Did you mean --timeout?)",
  },
  {
    name: 'a flag without its value',
    args: ['run', 'ramp', '--timeout'],
    code: 2,
    says: "option '--timeout <value>' argument missing",
  },
  {
    name: 'two scenarios',
    args: ['run', 'ramp', 'fixed'],
    code: 2,
    says: "too many arguments for 'run'. Expected 1 argument but got 2.",
  },
  {
    name: 'an unknown scenario',
    args: ['run', 'rampp'],
    env: endpoint,
    code: 2,
    says: 'rampp is no scenario (did you mean ramp?); accepted is one of cache, cold-start, conversation, ',
  },
  {
    name: 'no base URL',
    args: ['run', 'ramp'],
    code: 2,
    says: "LLM_BASE_URL is not set: accepted is an http or https URL such as https://api.openai.com/v1, with no query but Azure's api-version; set it or give --base-url",
  },
  {
    name: 'a malformed base URL',
    args: ['run', 'ramp'],
    env: { LLM_BASE_URL: 'localhost:8000', LLM_MODEL: 'm' },
    code: 2,
    says: "LLM_BASE_URL=localhost:8000: accepted is an http or https URL such as https://api.openai.com/v1, with no query but Azure's api-version",
  },
  {
    name: 'a wrong value given as a flag, which goes before the variable',
    args: ['run', 'ramp', '--timeout', '60'],
    env: { ...endpoint, LLM_TIMEOUT: '5s' },
    code: 2,
    says: '--timeout=60: accepted is a duration above 0 with its unit',
  },
  {
    name: 'a wrong duration in a variable',
    args: ['run', 'ramp'],
    env: { ...endpoint, LLM_WARMUP: 'soon' },
    code: 2,
    says: 'LLM_WARMUP=soon: accepted is a duration with its unit',
  },
  {
    name: 'an unknown protocol',
    args: ['run', 'ramp', '--protocol', 'soap'],
    env: endpoint,
    code: 2,
    says: `--protocol=soap: accepted is one of ${protocolNames().join(', ')}`,
  },
  {
    name: 'an unknown variable',
    args: ['run', 'ramp'],
    env: { ...endpoint, LLM_TYPO: '1' },
    code: 2,
    says: 'LLM_TYPO is no option of k6-llm',
  },
  {
    name: 'the key as a flag',
    args: ['run', 'ramp', '--api-key', 'sk-1'],
    env: endpoint,
    code: 2,
    says: '--api-key: every process can read a command line; accepted is the variable LLM_API_KEY',
  },
  {
    name: 'secret headers as a flag',
    args: ['doctor', '--extra-headers={"X":"sk-1"}'],
    env: endpoint,
    code: 2,
    says: '--extra-headers: every process can read a command line; accepted is the variable LLM_EXTRA_HEADERS',
  },
  {
    name: 'no summary to read the verdict from',
    args: ['run', 'ramp', '--', '--summary-mode=disabled'],
    env: endpoint,
    code: 2,
    says: '--summary-mode=disabled: there would be no verdict; accepted after -- is every other flag of `k6 run`',
  },
  {
    name: 'arguments for k6 where none are passed on',
    args: ['demo', '--', '--quiet'],
    code: 2,
    says: 'demo passes nothing on to k6: accepted after -- is nothing, seen --quiet',
  },
  {
    name: 'an unknown preset',
    args: ['simulate', '--preset', 'x'],
    code: 2,
    says: '--preset x: accepted is one of demo',
  },
  {
    name: 'a wrong setting of the simulator',
    args: ['simulate', '--port', 'x'],
    code: 2,
    says: 'simulator option port is "x": accepted is a whole number of at least 0',
  },
  {
    name: 'an unknown fault',
    args: ['simulate', '--faults', 'x'],
    code: 2,
    says: 'unknown fault "x": known are status',
  },
  {
    name: 'a K6_BIN that is not there',
    args: ['run', 'ramp'],
    env: { ...endpoint, K6_BIN: '/no/k6' },
    code: 7,
    says: 'K6_BIN=/no/k6: no such program; accepted is the path of a k6 that has k6/x/sse',
  },
];

describe('wrong use ends before anything starts, with one line and no stack', () => {
  it.each(rows)('$name → $code', async ({ args, env, code, says }) => {
    const ended = await runInProcess(args, env);
    expect(ended.stderr).toMatch(/^k6-llm: [^\n]+\n$/);
    expect(ended.stderr.slice('k6-llm: '.length)).toContain(says);
    expect(ended).toMatchObject({ code, stdout: '' });
  });

  it('a K6_BIN without the extension → 7', async () => {
    const K6_BIN = fakeK6(tempFolder(), 'stock');
    const { code, stderr } = await runInProcess(['run', 'ramp'], { ...endpoint, K6_BIN });
    expect(stderr).toContain(`K6_BIN=${K6_BIN}: k6 v2.2.0 without k6/x/sse`);
    expect(code).toBe(7);
  });

  it('a K6_BIN that is no k6 → 7', async () => {
    const K6_BIN = program(tempFolder(), 'k6', 'echo hello');
    const { code, stderr } = await runInProcess(['run', 'ramp'], { ...endpoint, K6_BIN });
    expect(stderr).toContain('does not answer `version --json` as k6 does');
    expect(code).toBe(7);
  });

  it('no command at all shows the help on stderr → 2', async () => {
    const { code, stdout, stderr } = await runInProcess([]);
    expect(stderr).toContain('Usage: k6-llm');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

describe('what was asked for goes to stdout and ends with 0', () => {
  it.each([
    [['--help'], 'Exit codes:\n  0  passed\n  1  a bug in k6-llm\n'],
    [['run', '--help'], '--stages <value>'],
    [['--version'], '0.1.0\n'],
    [['run'], 'Where does it begin to hurt'],
    [['run', '--list'], 'Does it answer at all?'],
  ])('%j', async (args, says) => {
    const { code, stdout, stderr } = await runInProcess(args);
    expect(stdout).toContain(says);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('the list leaves out what is no load', async () => {
    const { stdout } = await runInProcess(['run', '--list']);
    expect(stdout).not.toContain('doctor');
  });
});

describe('a bug of ours', () => {
  it('says so, shows its stack and ends with 1', async () => {
    const io = fakeIo(['run', '--list'], { LLM_API_KEY: 'sk-distinct' });
    io.stdout.write = () => {
      throw new TypeError('boom with sk-distinct in it');
    };
    expect(await run(io)).toBe(1);
    expect(io.said.stderr).toContain('this is a bug in k6-llm');
    expect(io.said.stderr).toMatch(/TypeError: boom with \*\*\* in it\n\s+at /);
  });
});

describe('an output folder', () => {
  it('that holds a run is refused: neither is it overwritten nor its verdict read', async () => {
    const folder = tempFolder();
    const K6_BIN = fakeK6(folder, 'ours');
    program(path.join(folder, 'old'), 'summary.json', '');
    const { code, stderr } = await runInProcess(['run', 'ramp', '--out', 'old'], { ...endpoint, K6_BIN }, folder);
    expect(stderr).toBe(
      'k6-llm: --out=old: holds a run already (summary.json); accepted is a folder, new or without a run in it\n',
    );
    expect(code).toBe(2);
  });

  it('that is a file is refused', async () => {
    const folder = tempFolder();
    const K6_BIN = fakeK6(folder, 'ours');
    const { code, stderr } = await runInProcess(['run', 'ramp'], { ...endpoint, K6_BIN, LLM_OUT: 'k6' }, folder);
    expect(stderr).toContain('LLM_OUT=k6: is a file; accepted is a folder');
    expect(code).toBe(2);
  });
});
