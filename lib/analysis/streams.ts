import { oneLine } from '../measure/one-line.ts';
import { type StreamSign, stall, streamSigns } from '../measure/stream-signs.ts';
import type { Finding } from './finding.ts';

/** How often each sign was seen in the measured exchanges that asked to stream. */
export interface StreamCounts {
  exchanges: number;
  signs: Partial<Record<StreamSign, number>>;
  /** Of the exchanges whose tokens are known: those that were streamed, and the chunks in which they came. */
  tokens: number;
  chunks: number;
  /** The first frame that could not be read, shortened, without secrets. */
  firstMalformed?: string | undefined;
}

const telling: Record<StreamSign, string> = {
  not_streamed: 'were not streamed though asked to be: they have no time to first token',
  burst:
    'arrived in one burst at the end: something on the way holds streams back, and their time to first token is its own',
  stalled: `stalled: silent for more than ${stall.longerThanMs / 1000} s and ${stall.timesTheMedianGap} × their median gap`,
  no_usage: 'told no usage: tokens per second and cost leave them out',
  malformed: 'held frames that cannot be read',
  keep_alives: 'held keep-alive comments, which are taken for no token',
  role_only_first: 'began with a frame that holds no token, and is not taken for one',
};

/** Signs that change what a number means. The others only say how this endpoint streams. */
const isOdd = (sign: StreamSign): boolean => sign !== 'keep_alives' && sign !== 'role_only_first';

/** How the streams came. Undefined where none was asked for. */
export function streamsFinding({
  exchanges,
  signs,
  tokens,
  chunks,
  firstMalformed,
}: StreamCounts): Finding | undefined {
  if (exchanges === 0) return undefined;
  const seen = streamSigns.filter((sign) => (signs[sign] ?? 0) > 0);
  const odd = seen.filter(isOdd);
  const words = (sign: StreamSign): string => `${signs[sign]} of ${exchanges} ${telling[sign]}`;
  const [worst, ...others] = odd;
  const perChunk = chunks === 0 ? undefined : tokens / chunks;
  const chunked = perChunk === undefined ? '' : `, ${perChunk.toFixed(1)} tokens a chunk`;
  const example =
    firstMalformed === undefined ? [] : [`the first frame that cannot be read: ${oneLine(firstMalformed)}`];
  const also = [...others.map(words), ...example];
  return {
    name: 'streams',
    level: worst === undefined ? 'good' : 'warning',
    says:
      worst === undefined
        ? `${exchanges} ${exchanges === 1 ? 'stream' : 'streams'}, none held back or stalled${chunked}`
        : words(worst),
    ...(also.length === 0 ? {} : { also }),
    because: seen.filter((sign) => !isOdd(sign)).map(words),
    values: {
      exchanges,
      ...(perChunk === undefined ? {} : { tokens_per_chunk: perChunk }),
      ...Object.fromEntries(seen.map((sign) => [sign, signs[sign] as number])),
    },
  };
}

/** In place of the finding where nobody could count over all virtual users. */
export const streamsNotCounted: Finding = {
  name: 'streams',
  level: 'info',
  says: 'How the streams came was not counted: that needs the k6 that `k6-llm build-k6` makes.',
  also: ['`k6-llm doctor` tells it of one exchange; rows hold their malformed frames, role-only first frames and gaps'],
  because: [],
  values: {},
};
