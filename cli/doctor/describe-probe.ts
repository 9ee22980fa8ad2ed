import { oneLine } from '../../lib/measure/one-line.ts';
import type { Probe } from '../../lib/measure/probe.ts';
import { signsOf } from '../../lib/measure/stream-signs.ts';
import { formatDuration } from '../../lib/options/duration.ts';
import { formatMs, formatUsd } from '../../lib/report/format.ts';
import { exitCodes } from '../exit-codes.ts';
import { adviceFor } from './advice.ts';
import type { Check } from './check.ts';

/** One exchange, told line by line. */
export function describeProbe(probe: Probe): Check[] {
  const checks = [answer(probe)];
  if (probe.status === 0) return checks;
  return [
    ...checks,
    ...served(probe),
    ...stream(probe),
    ...usage(probe),
    ...times(probe),
    ...serverTimes(probe),
    limits(probe),
  ];
}

function answer({
  outcome,
  status,
  proto,
  message,
  finish,
  transport,
  retryAfterSeconds,
  firstMalformed,
}: Probe): Check {
  const how = status === 0 ? 'no response' : `status ${status}, ${proto}`;
  if (outcome === 'ok') return { status: 'ok', words: `answered: ${how}, finish ${finish}, ${transport} transport` };
  const wait = retryAfterSeconds === undefined ? '' : `, Retry-After ${retryAfterSeconds} s`;
  const example = outcome === 'malformed' && firstMalformed ? `; it begins: ${oneLine(firstMalformed)}` : '';
  return {
    status: 'failed',
    words: `${outcome}: ${how}${wait}${message === undefined ? '' : `: ${message}`}${example}`,
    advice: adviceFor[outcome],
    exitCode: outcome === 'auth' || outcome === 'quota' ? exitCodes.refused : exitCodes.failed,
  };
}

function served({ model, modelAsked }: Probe): Check[] {
  if (model === undefined) return [];
  const other = model === modelAsked ? '' : `, asked for ${modelAsked}`;
  return [{ status: 'ok', words: `served by ${model}${other}` }];
}

function stream({ streamAsked, frames, chunks, channels, ...probe }: Probe): Check[] {
  if (!streamAsked) return [{ status: 'note', words: 'no stream was asked for: no time to first token, no gaps' }];
  // A reply that came whole is no stream, though it be read as if it were one frame.
  if (frames === 0 || probe.firstFrameMs === undefined) return [];
  const by = Object.entries(channels).map(([name, n]) => `${n} ${name}`);
  const perChunk = probe.tokensPerChunk === undefined ? '' : `, ${probe.tokensPerChunk.toFixed(1)} tokens per chunk`;
  const found: Check[] = [
    { status: 'ok', words: `stream: ${frames} frames, ${chunks} chunks (${by.join(', ') || 'none'})${perChunk}` },
  ];
  if (probe.roleOnlyFirst) {
    found.push({
      status: 'note',
      words: 'the first frame holds no token, only a role or word that it begins: it is not taken for the first token',
    });
  }
  if (probe.comments > 0) found.push({ status: 'note', words: `${probe.comments} keep-alive comments in the stream` });
  const signs = signsOf({ ...probe, chunks, text: {} });
  if (signs.includes('burst')) {
    found.push({
      status: 'note',
      words: 'all chunks arrived in one burst at the end: something on the way holds the stream back',
      advice: 'ask without the proxy between: the time to first token is its own, not the endpoint’s',
    });
  }
  if (signs.includes('stalled')) {
    found.push({
      status: 'note',
      words: `the stream stalled: silent for ${formatMs(probe.longestGapMs ?? 0)} in mid-answer`,
    });
  }
  if (probe.malformedFrames > 0) {
    found.push({
      status: 'note',
      words: `${probe.malformedFrames} frames that cannot be read, the first: ${oneLine(probe.firstMalformed ?? '')}`,
      advice: 'does LLM_PROTOCOL fit this endpoint?',
    });
  }
  return found;
}

function usage({ tokens, outcome, costUsd }: Probe): Check[] {
  if (outcome === 'ok' && tokens?.source === 'usage' && tokens.output === undefined) {
    const words = `usage tells ${tokens.input ?? '?'} tokens in and none out: tokens per second and cost will be unknown`;
    return [{ status: 'note', words }];
  }
  if (tokens?.source === 'usage') {
    const cached = tokens.cached ? ` (${tokens.cached} cached)` : '';
    const reasoning = tokens.reasoning ? ` (${tokens.reasoning} reasoning)` : '';
    return [
      {
        status: 'ok',
        words: `usage: ${tokens.input ?? '?'} tokens in${cached}, ${tokens.output ?? '?'} out${reasoning}${costUsd === undefined ? '' : `, ${formatUsd(costUsd)}`}`,
      },
    ];
  }
  if (outcome !== 'ok') return [];
  return [{ status: 'note', words: 'no usage in the reply: tokens per second and cost will be unknown' }];
}

function times({
  outcome,
  headersMs,
  firstTokenMs,
  firstAnswerTokenMs,
  firstToolCallMs,
  endMs,
  connectMs,
  tokensPerSecond,
}: Probe): Check[] {
  if (outcome !== 'ok') return [];
  const told = [
    connectMs === undefined ? undefined : `connected ${formatMs(connectMs)}`,
    headersMs === undefined ? undefined : `headers ${formatMs(headersMs)}`,
    firstTokenMs === undefined ? undefined : `first token ${formatMs(firstTokenMs)}`,
    firstAnswerTokenMs === undefined || firstAnswerTokenMs === firstTokenMs
      ? undefined
      : `first of the answer ${formatMs(firstAnswerTokenMs)}`,
    firstToolCallMs === undefined ? undefined : `first tool call ${formatMs(firstToolCallMs)}`,
    `total ${formatMs(endMs)}`,
    tokensPerSecond === undefined ? undefined : `${tokensPerSecond.toFixed(1)} tokens/s`,
  ];
  return [{ status: 'ok', words: told.filter((part) => part !== undefined).join(', ') }];
}

/** What the endpoint says of itself, which no network is in. */
function serverTimes({ serverTimesMs = {} }: Probe): Check[] {
  const told = Object.entries(serverTimesMs).map(([name, ms]) => `${name} ${formatMs(ms)}`);
  return told.length === 0 ? [] : [{ status: 'ok', words: `its own times: ${told.join(', ')}` }];
}

function limits({ limits: advertised }: Probe): Check {
  if (advertised.length === 0) return { status: 'note', words: 'no rate limit is advertised' };
  const told = advertised.map(({ dimension, limit, remaining, resetMs, windowMs }) => {
    const left = remaining === undefined ? '' : `${remaining} of `;
    const per = windowMs === undefined ? '' : ` per ${formatDuration(windowMs)}`;
    return `${left}${limit ?? '?'} ${dimension}${per}${resetMs === undefined ? '' : `, whole again in ${formatDuration(resetMs)}`}`;
  });
  return { status: 'ok', words: `limits: ${told.join('; ')}` };
}
