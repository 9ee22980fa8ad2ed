import type { AnalysisInput } from './analysis-input.ts';
import { bottleneck } from './bottleneck.ts';
import { coldWarm } from './cold-warm.ts';
import { coldWarmOfRows } from './cold-warm-of-rows.ts';
import { drift } from './drift.ts';
import { faultsByLoad } from './faults-by-load.ts';
import type { Finding } from './finding.ts';
import { growth } from './growth.ts';
import { recovery } from './recovery.ts';
import { loadWords } from './rising-windows.ts';
import { saturation } from './saturation.ts';
import { scalability } from './scalability.ts';
import { survivors } from './survivors.ts';
import { trend } from './trend.ts';
import { samplesByWindow } from './window-samples.ts';

export const analysisNames = [
  'saturation',
  'growth',
  'bottleneck',
  'scalability',
  'survivors',
  'drift',
  'recovery',
  'trend',
  'cold-warm',
] as const;

export type AnalysisName = (typeof analysisNames)[number];

/** Every analysis over what a run leaves. Each copes with an empty run: undecided, never an error. */
export const analyses: Record<AnalysisName, (input: AnalysisInput) => Finding[]> = {
  saturation: ({ rows, windows, seed, metric = 'total' }) => [
    saturation(samplesByWindow(rows, windows), { seed, metric }),
  ],
  growth: ({ rows, windows, metric }) => [growth(samplesByWindow(rows, windows), metric)],
  bottleneck: ({ rows, windows, seed }) => [bottleneck(samplesByWindow(rows, windows), seed)],
  scalability: ({ rows, windows, seed }) => [scalability(samplesByWindow(rows, windows), seed)],
  survivors: ({ rows, windows, startedByWindow }) => [survivors(samplesByWindow(rows, windows), startedByWindow)],
  drift: ({ rows, metric }) => drift(rows, metric),
  recovery: ({ rows, windows, seed, metric }) => [recovery(rows, windows, seed, metric)],
  trend: ({ rows, windows }) => trend(faultsByLoad(rows, windows), loadWords(windows).unit),
  'cold-warm': ({ rows, seed }) => coldWarm(coldWarmOfRows(rows), seed),
};
