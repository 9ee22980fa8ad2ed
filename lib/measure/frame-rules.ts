/**
 * Where the meaning of a streamed reply stands in its frames: data, not code.
 *
 * The same rules are executed twice, by the Go extension (`capture`) and by `evaluate-frames.ts` (community
 * extension, non-streamed replies); `test/fixtures/streams` holds both to the same result.
 *
 * A path is dot-separated: object keys and array indices (`choices.0.delta.content`). Segments are of
 * `[A-Za-z0-9_:@-]+`; there are no wildcards, escapes or filters. What this small grammar cannot say belongs in the
 * protocol's own functions after the stream.
 */
export type Path = string;

/**
 * Holds if the value at `path` equals `is`, or one of them where it is a list; without `is`, if the value there is
 * truthy as {@link isPresent} says.
 */
export interface Condition {
  path: Path;
  is?: Scalar | readonly Scalar[];
}

type Scalar = string | number | boolean;

/** A place to look: a bare path, or a path under conditions, on the frame or on each element of an array in it. */
export interface FieldRule {
  path: Path;
  /** An array in the frame; `path`, `when` and `unless` then apply to each of its elements. */
  each?: Path;
  when?: Condition;
  unless?: Condition;
}

/** A generated piece of the answer; the pieces of one channel form one text. Only a non-empty string is a piece. */
export interface PieceRule extends FieldRule {
  channel: string;
}

export type Rule = Path | FieldRule;

export interface FrameRules {
  /** Every rule is tried on every frame; several may match in one. */
  pieces: PieceRule[];
  /** Why the generation ended. The last non-empty string seen wins. */
  finish: Rule[];
  /** Token usage. First and last raw value are kept; the protocol normalises them. */
  usage: Rule[];
  /** A failure told inside the stream: the first frame with a present value is kept whole. */
  error: Rule[];
  /** The model that really served. The last non-empty string seen wins. */
  model: Rule[];
  /** A running, exact count of output tokens (vLLM `continuous_usage_stats`, llama.cpp `timings_per_token`). */
  count?: Rule[];
  /** Further single values worth keeping, by name, such as the service tier. The last present value wins. */
  extra?: Record<string, Rule>;
  /**
   * The frame that ends the reading: its raw data, a condition on its JSON, or whichever of both comes first. It never
   * decides success. Without it the stream ends at the end of the body.
   */
  end?: { data: string; when?: Condition } | { when: Condition };
}

/**
 * What counts as a value that is there: not null, false, 0, an empty string, array or object.
 * A finding of `"error": null` or `"content": ""` is thus none.
 */
export function isPresent(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === 0 || value === '') return false;
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === 'object') return Object.keys(value).length > 0;
  return true;
}
