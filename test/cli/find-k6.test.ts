import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CliError } from '../../cli/cli-error.ts';
import { cachedK6Path } from '../../cli/k6/cache.ts';
import { findK6, needK6 } from '../../cli/k6/find.ts';
import { atLeast } from '../../cli/k6/go.ts';
import { fakeIo } from './fake-io.ts';
import { fakeGo, fakeK6 } from './fake-programs.ts';
import { tempFolder } from './temp-folder.ts';

/** A machine: its PATH holds the basics of a shell and what is put into `bin`. */
function machine(env: Record<string, string> = {}) {
  const folder = tempFolder();
  const bin = path.join(folder, 'bin');
  const io = fakeIo([], { PATH: `${bin}:/usr/bin:/bin`, XDG_CACHE_HOME: path.join(folder, 'cache'), ...env }, folder);
  return { folder, bin, io };
}

/** The error that ends it, as a value. */
async function refusal(work: Promise<unknown>): Promise<CliError> {
  const error = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof CliError)) throw new Error(`expected a CliError, got ${String(error)}`);
  return error;
}

describe('k6 is found', () => {
  it('where K6_BIN says, before everything else', async () => {
    const { folder, bin, io } = machine();
    fakeK6(bin, 'ours');
    const mine = fakeK6(path.join(folder, 'mine'), 'ours');
    io.env.K6_BIN = 'mine/k6';
    expect(await findK6(io)).toEqual({ path: mine, from: 'K6_BIN' });
  });

  it('in our cache, before PATH', async () => {
    const { bin, io } = machine();
    fakeK6(bin, 'ours');
    const cached = await cachedK6Path(io.env);
    fakeK6(path.dirname(cached), 'ours');
    expect(await findK6(io)).toEqual({ path: cached, from: 'our cache' });
  });

  it('on PATH if it has the extension', async () => {
    const { bin, io } = machine();
    expect(await findK6(io)).toBeUndefined();
    const onPath = fakeK6(bin, 'ours');
    expect(await findK6(io)).toEqual({ path: onPath, from: 'PATH' });
  });

  it('nowhere if the one on PATH is a stock k6', async () => {
    const { bin, io } = machine();
    fakeK6(bin, 'stock');
    expect(await findK6(io)).toBeUndefined();
  });
});

describe('k6 is built', () => {
  it('with Go when there is none, once', async () => {
    const { bin, io } = machine();
    fakeGo(bin, '1.25.0');
    const target = await cachedK6Path(io.env);
    expect(await needK6(io)).toEqual({ path: target, from: 'our cache' });
    expect(io.said.stderr).toContain('building k6 with the extension');
    expect(io.said.stderr).toContain(`built k6 in 0 s: ${target}`);
    io.said.stderr = '';
    await needK6(io);
    expect(io.said.stderr).toBe('');
  });

  it('by two at the same time, and both get a whole one', async () => {
    const { bin, io } = machine();
    fakeGo(bin, '1.25.0');
    const [one, two] = await Promise.all([needK6(io), needK6(io)]);
    expect(one.path).toBe(two.path);
    expect(readFileSync(one.path, 'utf8')).toContain('k6/x/sse');
    expect(readdirSync(path.dirname(one.path))).toEqual(['k6']);
  });

  it('without the settings of the developer that would change what it is', async () => {
    const { folder, bin, io } = machine({ GOOS: 'plan9', GOFLAGS: '-mod=mod', GOWORK: '/x/go.work' });
    fakeGo(bin, '1.25.0', `echo "$GOOS|$GOFLAGS|$GOWORK" > ${folder}/seen`);
    await needK6(io);
    expect(readFileSync(path.join(folder, 'seen'), 'utf8')).toBe('|-mod=readonly|off\n');
  });
});

describe('there is no usable k6', () => {
  it('without Go: the three ways out are named', async () => {
    const { bin, io } = machine();
    io.env.PATH = bin;
    const { exitCode, message } = await refusal(needK6(io));
    expect(exitCode).toBe(7);
    expect(message).toContain('no Go to build it with');
    for (const way of ['install Go 1.25', 'on PATH', 'set K6_BIN']) expect(message).toContain(way);
  });

  it('with an old Go', async () => {
    const { bin, io } = machine();
    fakeGo(bin, '1.24.9');
    const { exitCode, message } = await refusal(needK6(io));
    expect(exitCode).toBe(7);
    expect(message).toContain('Go 1.24.9 is too old to build it (1.25 is needed)');
  });

  it('when it cannot be built: everything that Go says is shown, nothing is left behind', async () => {
    const { bin, io } = machine();
    fakeGo(bin, '1.25.0', 'echo "first line" >&2; echo "second line" >&2; echo half > "$target"; exit 1');
    const { exitCode, message } = await refusal(needK6(io));
    expect(exitCode).toBe(7);
    expect(message).toContain('go build says:\nfirst line\nsecond line');
    const target = await cachedK6Path(io.env);
    expect(existsSync(target)).toBe(false);
    expect(readdirSync(path.dirname(target))).toEqual([]);
  });
});

describe('the version of Go', () => {
  it.each([
    ['1.25', true],
    ['1.25.3', true],
    ['1.26.0', true],
    ['2.0', true],
    ['1.24.13', false],
    ['1.9', false],
  ])('%s is new enough: %s', (version, enough) => {
    expect(atLeast(version, '1.25')).toBe(enough);
  });
});
