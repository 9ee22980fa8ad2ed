import type { AnalysisInput } from './analysis-input.ts';
import { coldWarm } from './cold-warm.ts';
import { coldWarmOfRows } from './cold-warm-of-rows.ts';
import { faultsByLoad } from './faults-by-load.ts';
import type { Finding } from './finding.ts';
import { loadWords } from './rising-windows.ts';
import { saturation } from './saturation.ts';
import { survivors } from './survivors.ts';
import { trend } from './trend.ts';
import { samplesByWindow } from './window-samples.ts';

/** Every analysis by its name, over what a run leaves. Each copes with an empty run: undecided, never an error. */
export const analyses = {
  saturation: ({ rows, windows, seed, metric }) => [
    saturation(samplesByWindow(rows, windows), { seed, ...(metric === undefined ? {} : { metric }) }),
  ],
  survivors: ({ rows, windows, startedByWindow }) => [survivors(samplesByWindow(rows, windows), startedByWindow)],
  trend: ({ rows, windows }) => trend(faultsByLoad(rows, windows), loadWords(windows).unit),
  'cold-warm': ({ rows, seed }) => coldWarm(coldWarmOfRows(rows), seed),
} satisfies Record<string, (input: AnalysisInput) => Finding[]>;

export type AnalysisName = keyof typeof analyses;
