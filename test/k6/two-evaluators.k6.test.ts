import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, it } from 'vitest';
import type { Capture } from '../../lib/measure/capture.ts';
import { loadProtocol, protocolNames } from '../../lib/protocols/index.ts';
import type { Protocol } from '../../lib/protocols/protocol.ts';
import { goldenStreams } from '../fixtures/golden-streams.ts';
import { playStream } from '../fixtures/play-stream.ts';

// An expectation names what is odd about its stream; here the Go evaluator's captures of all golden streams are compared
// with the TypeScript evaluator's in everything: each channel, each frame and each arrival.

const extension = path.resolve(import.meta.dirname, '../../extension');
const protocols: Record<string, Protocol> = Object.fromEntries(
  await Promise.all(protocolNames().map(async (name) => [name, await loadProtocol(name)])),
);

let byGo: Record<string, Record<string, unknown>>;
beforeAll(async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'k6-llm-captures-'));
  try {
    const file = path.join(folder, 'captures.json');
    // A result that Go remembers would write no file.
    const args = ['test', '-count=1', '-run=^TestGoldenStreams$', './internal/reading', `-captures=${file}`];
    await promisify(execFile)('go', args, { cwd: extension });
    byGo = JSON.parse(await readFile(file, 'utf8'));
  } finally {
    await rm(folder, { recursive: true });
  }
});

const raw = (json: string): unknown => JSON.parse(json);

/** As extension/internal/reading/golden_test.go tells what Go has found: times as lists, absent as null. */
function inWordsOfGo(capture: Capture): Record<string, unknown> {
  const { timings, usage, extra, malformed, times = {}, lastChannels } = capture;
  const { channels, pieces, text, frames, finish, model, error, comments, roleOnlyFirst, frameCount, ended, counts } =
    capture;
  return {
    channels,
    pieces: pieces ?? null,
    text,
    times: Object.fromEntries(Object.entries(times).map(([name, all]) => [name, [...all]])),
    // Go has no list where it has no frame.
    frames: frames?.length ? frames : null,
    lastChannels: [...lastChannels].sort(),
    finish: finish ?? null,
    model: model ?? null,
    error: error ?? null,
    comments,
    roleOnlyFirst,
    malformed: malformed.n,
    malformedFirst: malformed.first ?? null,
    frameCount,
    ended,
    firstFrame: timings.firstFrame ?? null,
    finishFrame: timings.finishFrame ?? null,
    endMs: timings.end,
    counts: counts ?? null,
    usage: usage.map(raw),
    extra: Object.fromEntries(Object.entries(extra).map(([name, value]) => [name, raw(value)])),
  };
}

it.each(goldenStreams())('Go and TypeScript read the same in $protocol/$name', ({ protocol, ...stream }) => {
  const rules = protocols[protocol]?.[stream.expect.rules ?? 'frames'];
  if (rules === undefined) throw new Error(`no rules for ${protocol}: it is not in lib/protocols/index.ts`);
  const found = byGo[`${protocol}/${stream.name}`] ?? {};
  const inOrder = { ...found, lastChannels: [...((found.lastChannels as string[] | undefined) ?? [])].sort() };
  expect(inOrder).toEqual(inWordsOfGo(playStream({ protocol, ...stream }, rules)));
});

it('Go has read all golden streams', () => {
  const paths = goldenStreams().map(({ protocol, name }) => `${protocol}/${name}`);
  expect(Object.keys(byGo).sort()).toEqual(paths.sort());
});
