import type * as z from 'zod';
import type { costSchema } from '../schemas/cost.ts';
import type { JudgedCosts } from './judge-costs.ts';

/** What `--json` prints; docs/schema/cost.json is its schema. */
export function costsAsJson(costs: JudgedCosts): z.infer<typeof costSchema> {
  const { read, bill, interrupted, savings, knownUsd, missing, limitUsd, verdict } = costs;
  const { files, lines, points, truncated, badRows, badLines } = read;
  const { total, lacking, pricedAfterwards, ...figures } = bill;
  return {
    schema: 1,
    files,
    verdict,
    knownUsd,
    exact: missing.length === 0,
    ...(limitUsd === undefined ? {} : { limitUsd }),
    missing,
    finished: total,
    interrupted,
    ...figures,
    pricedAfterwards,
    lacking,
    savings,
    read: { lines, points, truncated, badRows, badLines },
  };
}
