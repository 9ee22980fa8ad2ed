import type { FigureComparison } from './comparison.ts';
import type { FigureName } from './figures.ts';
import { formatChange } from './format-change.ts';
import { fewestRuns, leastShareOfEffect } from './judge-change.ts';
import { noiseOf } from './noise.ts';
import { mostRuns, powerOf, runsNeeded, wishedPower } from './power.ts';
import type { TestedFigure } from './tested-figures.ts';

/** What a figure says, and where it says nothing, whether it could have with these runs. */
export function judgeFigure({ row, runs, sides, tests, found, ...known }: TestedFigure): FigureComparison {
  const say = (status: FigureComparison['status'], because: string): FigureComparison => ({
    ...known,
    status,
    because,
  });
  const missing = runs.base + runs.head - sides.base.length - sides.head.length;
  if (missing === runs.base + runs.head) return say('not measured', missingWords(known.name));
  if (missing > 0)
    return say(
      'not in all runs',
      `${sides.base.length} of ${runs.base} base runs and ${sides.head.length} of ${runs.head} head runs have it`,
    );
  const { pCorrected } = known;
  if (pCorrected === undefined) return say('shown', 'not declared as one that decides');

  const least = formatChange(row.change, row.effect * leastShareOfEffect, false);
  const wished = formatChange(row.change, row.effect, false);
  const chance = `p ${shownP(pCorrected)} among ${tests} ${tests === 1 ? 'figure' : 'figures'}`;
  if (found === 'worse') return say('regression', chance);
  if (found === 'better') return say('improvement', chance);
  if (found === 'too small')
    return say('no evidence', `a change of less than ${least}, which does not count (${chance})`);
  const fewest = fewestRuns(tests);
  const noise = noiseOf(row, sides.base, sides.head);
  if (noise === undefined) {
    // Of ratios to nothing, such as to what a free model costs, only the ranks can speak.
    if (Math.min(runs.base, runs.head) >= fewest) return say('no evidence', chance);
    return {
      ...say(
        'not enough runs',
        `at least ${fewest} runs a side needed; how runs differ by chance is not known from these`,
      ),
      runsNeeded: fewest,
    };
  }
  const power = powerOf(row, noise, { base: runs.base, head: runs.head, tests });
  const sure = `a change of ${wished} would be found in ${Math.round(power * 100)} %`;
  if (power >= wishedPower) return { ...say('no evidence', sure), power };
  const needed = runsNeeded(row, noise, tests);
  // A share is told as well by larger runs as by more of them.
  const each = row.change === 'points' ? ` of ${sides.head[0]?.samples} requests` : '';
  const words = `${needed ?? `more than ${mostRuns}`} runs${each} a side needed`;
  return {
    ...say('not enough runs', `${words}: ${sure}`),
    power,
    ...(needed === undefined ? {} : { runsNeeded: needed }),
  };
}

function missingWords(name: FigureName): string {
  return name === 'cost.per_request' ? 'unknown in all runs; LLM_PRICE says what tokens cost' : 'no run has it';
}

function shownP(p: number): string {
  return p < 0.001 ? 'below 0.001' : p.toFixed(3);
}
