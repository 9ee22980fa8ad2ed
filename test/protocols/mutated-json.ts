import fc from 'fast-check';

type Path = (string | number)[];

/** What a careless proxy puts where something else belongs. */
const junk = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 1e300, '', 'x', '7', [], {}, [null], { error: null }),
  fc.constantFrom('error', 'stop', 'message', '[DONE]', '__proto__').map((name) => ({ [name]: { code: 429 } })),
  fc.constant('long '.repeat(5000)),
  fc.integer(),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Every place in a JSON value. */
function placesOf(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  const inside = Object.entries(value).flatMap(([key, member]) => placesOf(member, [...at, key]));
  return [at, ...inside];
}

/** The value with another one, or nothing, at a place. */
function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.map((member, i) => (String(i) === key ? replaced(member, rest, by) : member));
  const members = Object.entries(value as object).map(([name, member]) =>
    name === key ? [name, replaced(member, rest, by)] : [name, member],
  );
  return Object.fromEntries(members);
}

/** JSON text with junk in one place, or without it, or as it was; text that is no JSON stays. */
export function mutated(text: string): fc.Arbitrary<string> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fc.constant(text);
  }
  const damaged = fc
    .tuple(fc.constantFrom(...placesOf(value)), fc.oneof(junk, fc.constant(undefined)))
    .map(([place, by]) => JSON.stringify(replaced(value, place, by)) ?? 'null');
  return fc.oneof({ weight: 2, arbitrary: fc.constant(text) }, { weight: 1, arbitrary: damaged });
}
