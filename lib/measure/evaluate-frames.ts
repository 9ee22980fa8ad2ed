import type { Capture } from './capture.ts';
import { compileCondition, compileRule, firstOf } from './find-values.ts';
import { type FrameRules, isPresent } from './frame-rules.ts';
import { addPiece, newPieceLog, type PieceLog, pieceTimes } from './piece-log.ts';

/** What of a {@link Capture} comes from its frames; `firstFrame` and `finishFrame` belong to the timings. */
export type FrameFindings = Pick<
  Capture,
  | 'channels'
  | 'pieces'
  | 'lastChannels'
  | 'counts'
  | 'text'
  | 'times'
  | 'frames'
  | 'finish'
  | 'model'
  | 'usage'
  | 'extra'
  | 'error'
  | 'roleOnlyFirst'
  | 'malformed'
  | 'frameCount'
> & { firstFrame?: number; finishFrame?: number };

export type Kept = 'text' | 'times' | 'frames';

/**
 * What the framing says of a frame. `error`: an event of that name, which clients take for one whatever it holds.
 * `stray`: it has no `data:` before it; Google's own client takes an error for one there, and nothing else.
 */
export type FrameKind = 'error' | 'stray';

export interface FrameEvaluator {
  /**
   * Takes the data of one frame, read at `atMs` milliseconds since the call; `true` once the end rule has matched.
   * Frames after that one may still tell usage or an error and are nothing else. Never throws.
   */
  frame(data: string, atMs: number, as?: FrameKind): boolean;
  /**
   * What has been found so far. `unknown` are the other lines of an event stream that are none of its fields: legal beside
   * frames, but where they are all that came, as of a page under the label of a stream, it was no stream.
   */
  result(unknown?: string): FrameFindings;
}

/** Evaluates one exchange. The Go extension does the same; the golden streams hold both to one result. */
export function createFrameEvaluator(rules: FrameRules, keep: readonly Kept[] = []): FrameEvaluator {
  const usage = firstOf(rules.usage, isThere);
  const error = firstOf(rules.error, isThere);
  const finish = firstOf(rules.finish, isText);
  const model = firstOf(rules.model, isText);
  const count = firstOf(rules.count ?? [], isCount);
  const extra = Object.entries(rules.extra ?? {}).map(([key, rule]) => ({ key, find: firstOf([rule], isThere) }));
  const { end } = rules;
  const endMark = end && 'data' in end ? end.data : undefined;
  const isEnd = end?.when && compileCondition(end.when);
  const keepText = keep.includes('text');

  const found: FrameFindings = {
    channels: {},
    lastChannels: [],
    usage: [],
    extra: {},
    roleOnlyFirst: false,
    malformed: { n: 0 },
    frameCount: 0,
  };
  if (keep.includes('frames')) found.frames = [];
  const logs: Record<string, PieceLog> = {};
  const all = newPieceLog();
  let now = 0;
  const pieceFinders = rules.pieces.map((rule) => {
    const find = compileRule(rule);
    const take = (piece: unknown) => {
      if (isText(piece)) {
        logs[rule.channel] ??= newPieceLog();
        const log = logs[rule.channel] as PieceLog;
        addPiece(log, found.frameCount, now);
        addPiece(all, found.frameCount, now);
        if (keepText) log.text += piece;
      }
      return false;
    };
    return (json: unknown) => find(json, take);
  });
  let firstCount: number | undefined;
  let lastCount = 0;
  let ended = false;

  /** What counts after the end too; `true` if there was any. */
  function noteOutcome(json: unknown, data: string, isNamed: boolean): boolean {
    const used = rawJson(usage(json));
    if (used !== undefined) found.usage[Math.min(found.usage.length, 1)] = used;
    const failed = isNamed || error(json) !== undefined;
    if (failed) found.error ??= data.slice(0, 4096);
    return failed || used !== undefined;
  }

  /** `true` if the frame brought a piece or told why the generation ended. */
  function noteAnswer(json: unknown, atMs: number): boolean {
    now = atMs;
    for (const findPieces of pieceFinders) findPieces(json);
    const hasPiece = all.frame === found.frameCount;

    const why = finish(json);
    if (why !== undefined) {
      found.finish = why;
      found.finishFrame = atMs;
    }
    const name = model(json);
    if (name !== undefined) found.model = name;
    const tokens = count(json);
    if (tokens !== undefined) {
      lastCount = tokens;
      if (hasPiece && all.times.length === 1) firstCount = tokens;
    }
    for (const { key, find } of extra) {
      const raw = rawJson(find(json));
      if (raw !== undefined) found.extra[key] = raw;
    }
    return hasPiece || why !== undefined;
  }

  return {
    frame(data, atMs, as) {
      // The community extension makes an event of every blank line.
      if (data === '') return ended;
      const isMark = data === endMark;
      let json = isMark ? undefined : parse(data);
      if (as === 'stray' && error(json) === undefined) json = undefined;
      const isNamed = as === 'error' && !isMark;
      const told = (isNamed || json !== undefined) && noteOutcome(json, data, isNamed);
      if (ended) return true;

      found.frameCount += 1;
      found.firstFrame ??= atMs;
      found.frames?.push(data);
      if (json !== undefined) {
        const answered = noteAnswer(json, atMs);
        if (found.frameCount === 1) found.roleOnlyFirst = !answered && !told;
        ended = isEnd?.(json) ?? false;
      } else if (isMark) {
        ended = true;
      } else if (!told) {
        found.malformed.n += 1;
        found.malformed.first ??= data.slice(0, 200);
      }
      return ended;
    },

    result(unknown = '') {
      const result = { ...found, channels: mapValues(logs, pieceTimes) };
      if (found.frameCount === 0 && unknown !== '') result.malformed = { n: 1, first: unknown.slice(0, 200) };
      if (all.frame) {
        result.pieces = pieceTimes(all);
        result.lastChannels = Object.keys(logs).filter((name) => logs[name]?.frame === all.frame);
      }
      if (firstCount !== undefined) result.counts = { first: firstCount, last: lastCount };
      // Half of a character whose other half came in no frame; with `u` a pair is one character.
      if (keepText) result.text = mapValues(logs, (log) => log.text.replace(/[\ud800-\udfff]/gu, '\ufffd'));
      if (keep.includes('times')) result.times = mapValues(logs, (log) => Float64Array.from(log.times));
      return result;
    },
  };
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isThere = (value: unknown): value is unknown => isPresent(value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;

/** `undefined` for what is no JSON: no JSON text means that. */
function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}

/** `undefined` for a value nested so deeply that the engine gives up. */
function rawJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

function mapValues<A, B>(record: Record<string, A>, of: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, of(value)]));
}
