import type { Condition, FieldRule, Path, Rule } from './frame-rules.ts';
import { isPresent } from './frame-rules.ts';

/** Hands the values a rule finds in a frame to `take`, in their order, until it says `true`: then so does the finder. */
export type Finder = (frame: unknown, take: (value: unknown) => boolean) => boolean;

// Own and enumerable: neither `constructor` of an object nor `length` of an array is a value of the frame.
const isOwnAndEnumerable = Object.prototype.propertyIsEnumerable;

function valueAt(value: unknown, keys: string[]): unknown {
  let found = value;
  // No for…of here: in k6's engine it costs more than the rest of the look-up.
  for (let i = 0; i < keys.length; i += 1) {
    if (typeof found !== 'object' || found === null) return undefined;
    const key = keys[i] as string;
    const next = (found as Record<string, unknown>)[key];
    if (next === undefined || !isOwnAndEnumerable.call(found, key)) return undefined;
    found = next;
  }
  return found;
}

const keysOf = (path: Path) => path.split('.');

/** A condition with its path precompiled. Equality is of JSON scalars: type and value. */
export function compileCondition({ path, is }: Condition): (frame: unknown) => boolean {
  const keys = keysOf(path);
  if (is === undefined) return (frame) => isPresent(valueAt(frame, keys));
  const accepted: readonly unknown[] = typeof is === 'object' ? is : [is];
  return (frame) => accepted.includes(valueAt(frame, keys));
}

/** A rule with its paths precompiled, since each runs on every frame. A place that is not there yields nothing. */
export function compileRule(rule: Rule): Finder {
  const { path, each, when, unless }: FieldRule = typeof rule === 'string' ? { path: rule } : rule;
  const keys = keysOf(path);
  const list = each === undefined ? undefined : keysOf(each);
  const wanted = when && compileCondition(when);
  const barred = unless && compileCondition(unless);

  const look: Finder = (item, take) => {
    if ((wanted && !wanted(item)) || barred?.(item)) return false;
    const value = valueAt(item, keys);
    return value !== undefined && take(value);
  };
  if (!list) return look;
  return (frame, take) => {
    const items = valueAt(frame, list);
    if (!Array.isArray(items)) return false;
    for (let i = 0; i < items.length; i += 1) if (look(items[i], take)) return true;
    return false;
  };
}

/**
 * Looks for the first value that fits, by the order of the rules, then of the elements. One of another kind is passed
 * over: `"finish_reason": 7` does not hide the finish reason that the next rule finds.
 */
export function firstOf<T>(rules: Rule[], fits: (value: unknown) => value is T): (frame: unknown) => T | undefined {
  const finders = rules.map(compileRule);
  let found: T | undefined;
  const take = (value: unknown): boolean => {
    if (!fits(value)) return false;
    found = value;
    return true;
  };
  return (frame) => {
    found = undefined;
    for (let i = 0; i < finders.length; i += 1) if ((finders[i] as Finder)(frame, take)) break;
    return found;
  };
}
