import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleForK6 } from '../../build.mjs';
import type { Capture } from '../../lib/measure/capture.ts';
import { measure } from '../../lib/measure/measure.ts';
import { loadProtocol, type ProtocolName, protocolNames } from '../../lib/protocols/index.ts';
import type { Protocol } from '../../lib/protocols/protocol.ts';
import { type GoldenServer, startGoldenServer } from '../fixtures/golden-server.ts';
import { type GoldenStream, goldenStreams } from '../fixtures/golden-streams.ts';
import { playStream } from '../fixtures/play-stream.ts';
import { spawnK6 } from './run-k6.ts';
import type { GoldenCase } from './scripts/golden-case.ts';

type TransportName = 'capture' | 'open' | 'http';

const protocols = Object.fromEntries(
  await Promise.all(protocolNames().map(async (name) => [name, await loadProtocol(name)])),
) as Record<ProtocolName, Protocol>;

const isBody = ({ expect: { rules } }: GoldenStream) => rules === 'body';

/** `http` asks for no stream, so it is judged by the replies that are none. */
const casesOf: Record<TransportName, GoldenStream[]> = {
  capture: goldenStreams(),
  open: goldenStreams(),
  http: goldenStreams().filter(isBody),
};

/** What a transport cannot give of certain streams, each with its reason. One that it does give is a mistake here. */
const skips: { transport: TransportName; streams: RegExp; reason: string }[] = [
  {
    transport: 'open',
    streams: /^(ollama|bedrock-converse)\/(?!body-)/,
    reason: 'sse.open reads server-sent events only; a run that wants this does not start (refuse-framing.ts)',
  },
  {
    transport: 'open',
    streams: /^(anthropic\/pings-then-silence|openai-chat\/idle-in-the-middle)$/,
    reason: 'sse.open has one time-out, for the whole exchange: a silent stream ends in `timeout`, not `idle_timeout`',
  },
  {
    transport: 'open',
    streams:
      /^(anthropic\/bom-and-comments|gemini\/bom-and-lone-cr|openai-chat\/tgi-role-on-each-frame|openai-completions\/tgi-comments)$/,
    reason: 'an event of sse.open has one comment, the last of several, and an empty one is none: it counts too few',
  },
  {
    transport: 'open',
    streams: /^openai-chat\/surrogates-cut-between-frames$/,
    reason: "k6's JSON.parse makes U+FFFD of half a character, so that the halves of two frames cannot be joined",
  },
];

function skipOf(transport: TransportName, { protocol, name }: GoldenStream) {
  return skips.find((skip) => skip.transport === transport && skip.streams.test(`${protocol}/${name}`));
}

/** A capture with what it means, but for what only this run, this transport or this clock has: times, its own words. */
function comparable({ failure: _failure, ...capture }: Capture, stream: GoldenStream): Record<string, unknown> {
  const { timings, headers: _headers, proto: _proto, reused: _reused, lag: _lag, times: _times, ...seen } = capture;
  const { frames: _frames, bytes: _bytes, channels, lastChannels, pieces, usage, extra, ...told } = seen;
  const protocol = protocols[stream.protocol as ProtocolName];
  const { outcome, message, finish, tokens, model, serviceTier, requestId, retryAfterSeconds } = measure(capture, {
    protocol,
    streamAsked: !isBody(stream),
    nowMs: 0,
  });
  return {
    ...told,
    channels: Object.fromEntries(Object.entries(channels).map(([name, { count }]) => [name, count])),
    lastChannels: [...lastChannels].sort(),
    pieces: pieces?.count,
    usage: usage.map((raw) => JSON.parse(raw)),
    extra: Object.fromEntries(Object.entries(extra).map(([name, raw]) => [name, JSON.parse(raw)])),
    sawFirstFrame: timings.firstFrame !== undefined,
    sawFinish: timings.finishFrame !== undefined,
    measurement: { outcome, message, finish, tokens, model, serviceTier, requestId, retryAfterSeconds },
  };
}

/** The same bytes through our own reader, which test/measure/golden-streams.test.ts holds to their expectation. */
function expected(stream: GoldenStream) {
  const protocol = protocols[stream.protocol as ProtocolName];
  return comparable(playStream(stream, isBody(stream) ? protocol.body : protocol.frames), stream);
}

/** Name by name, what is otherwise; short enough to be read at once. */
function differences(seen: Record<string, unknown>, wanted: Record<string, unknown>): string[] {
  const [got, want] = [seen, wanted].map((all) => JSON.parse(JSON.stringify(all)) as Record<string, unknown>);
  return [...new Set([...Object.keys(seen), ...Object.keys(wanted)])]
    .filter((name) => !isDeepStrictEqual(got?.[name], want?.[name]))
    .map((name) => `${name}: ${JSON.stringify(got?.[name])}, expected ${JSON.stringify(want?.[name])}`);
}

let server: GoldenServer;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'k6-llm-golden-'));
  await bundleForK6([path.join(import.meta.dirname, 'scripts/exchange-each.ts')], folder);
  server = await startGoldenServer(goldenStreams());
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

/** Only an idle stream is waited for so shortly: a busy machine is late as well. */
const limitsOf = ({ expect: { end } }: GoldenStream) =>
  end === 'idle_timeout' ? { timeoutMs: 700, idleTimeoutMs: 300 } : { timeoutMs: 60_000, idleTimeoutMs: 60_000 };

async function capturesThrough(transport: TransportName): Promise<Capture[]> {
  const cases = casesOf[transport].map(
    (stream): GoldenCase => ({ protocol: stream.protocol as ProtocolName, name: stream.name, ...limitsOf(stream) }),
  );
  const file = path.join(folder, `${transport}.json`);
  await writeFile(file, JSON.stringify(cases));
  const { code, stderr } = await spawnK6(['run', '--quiet', path.join(folder, 'exchange-each.js')], {
    GOLDEN_SERVER: server.url,
    GOLDEN_TRANSPORT: transport,
    GOLDEN_CASES: file,
  });
  const captures = server.posted() as Capture[] | undefined;
  if (captures === undefined) throw new Error(`k6 ended with ${code} and sent no captures: ${stderr}`);
  return captures;
}

describe.each(['capture', 'open', 'http'] as const)('over a socket, the transport %s', (transport) => {
  let captures: Capture[];
  beforeAll(async () => {
    captures = await capturesThrough(transport);
  });

  it.each(casesOf[transport].map((stream, i) => ({ ...stream, i })))('reads $protocol/$name', ({ i, ...stream }) => {
    const found = differences(comparable(captures[i] as Capture, stream), expected(stream));
    if (skipOf(transport, stream) === undefined) expect(found).toEqual([]);
    else expect(found, 'it is read well: take it out of the skips').not.toEqual([]);
  });
});

it('each skip is of a stream that there is', () => {
  const paths = goldenStreams().map(({ protocol, name }) => `${protocol}/${name}`);
  expect(skips.filter(({ streams }) => !paths.some((one) => streams.test(one)))).toEqual([]);
});
