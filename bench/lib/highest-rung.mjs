/** Rungs that lie a factor apart, as whole numbers. */
export function ladder(from, to, factor) {
  const rungs = [];
  for (let rung = from; rung <= to; rung *= factor) rungs.push(Math.round(rung));
  return rungs;
}

/**
 * The highest rung that holds, found by halving: a rung that holds is taken to say so of all below. A rung that does not
 * is tried once more, since what else runs on the machine can only make it worse. Undefined if not even the lowest holds.
 *
 * @param measure gives the value of a rung, which holds at or below the limit; it is asked anew only where it must
 */
export async function highestRung(rungs, limit, measure, known = new Map()) {
  const holds = async (rung) => {
    const values = known.get(rung) ?? [];
    while (!values.some((value) => value <= limit) && values.length < 2) values.push(await measure(rung));
    known.set(rung, values);
    return values.some((value) => value <= limit);
  };
  let low = -1;
  let high = rungs.length;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (await holds(rungs[middle])) low = middle;
    else high = middle;
  }
  return rungs[low];
}
