import type { AnalysisInput } from './analysis-input.ts';
import { asUsersSawIt } from './as-users-saw-it.ts';
import { beyondLimit } from './beyond-limit.ts';
import { bottleneck } from './bottleneck.ts';
import { cache } from './cache.ts';
import { coldStart } from './cold-start.ts';
import { drift } from './drift.ts';
import { faultsByLoad } from './faults-by-load.ts';
import type { Finding } from './finding.ts';
import { growth } from './growth.ts';
import { limitDiscovery } from './limit-discovery.ts';
import { limitRecovery } from './limit-recovery.ts';
import { quality } from './quality.ts';
import { recovery } from './recovery.ts';
import { retryAfterHonesty } from './retry-after-honesty.ts';
import { loadWords } from './rising-windows.ts';
import { saturation } from './saturation.ts';
import { scalability } from './scalability.ts';
import { sessions } from './sessions.ts';
import { survivors } from './survivors.ts';
import { tokenVolume } from './token-volume.ts';
import { trace } from './trace.ts';
import { trend } from './trend.ts';
import { turns } from './turns.ts';
import { samplesByWindow, type WindowSamples } from './window-samples.ts';

export const analysisNames = [
  'saturation',
  'growth',
  'bottleneck',
  'scalability',
  'survivors',
  'drift',
  'recovery',
  'trend',
  'cold-start',
  'cache',
  'quality',
  'rate-limit',
  'limit-discovery',
  'token-volume',
  'as-users-saw-it',
  'trace',
  'turns',
] as const;

export type AnalysisName = (typeof analysisNames)[number];

/** Every analysis over what a run leaves. Each copes with an empty run: undecided, never an error. */
export const analyses: Record<AnalysisName, (input: AnalysisInput) => Finding[]> = {
  saturation: (input) => [saturation(samplesOf(input), input)],
  growth: (input) => [growth(samplesOf(input), input.metric)],
  bottleneck: (input) => [bottleneck(samplesOf(input), input.seed)],
  scalability: (input) => [scalability(samplesOf(input), input.seed)],
  survivors: (input) => [survivors(samplesOf(input), input.startedByWindow)],
  drift: ({ rows, metric }) => drift(rows, metric),
  recovery: ({ rows, windows, seed, metric }) => [recovery(rows, windows, seed, metric)],
  trend: ({ rows, windows }) => trend(faultsByLoad(rows, windows), loadWords(windows).unit),
  turns: ({ rows }) => [sessions(rows), turns(rows)],
  trace: ({ rows }) => [trace(rows)],
  'as-users-saw-it': ({ rows }) => [asUsersSawIt(rows)],
  quality: ({ rows, windows }) => quality(rows, windows),
  cache: ({ rows, windows, seed }) => cache(rows, windows, seed),
  'cold-start': ({ rows, seed }) => coldStart(rows, seed),
  'rate-limit': ({ rows, windows }) => [
    beyondLimit(rows, windows),
    retryAfterHonesty(rows),
    limitRecovery(rows, windows),
  ],
  'limit-discovery': ({ rows }) => limitDiscovery(rows),
  'token-volume': ({ rows }) => [tokenVolume(rows)],
};

/** Most analyses of a run want the same windows, and in k6's engine those of 20,000 rows take a third of a second. */
const remembered = new WeakMap<AnalysisInput, WindowSamples[]>();

function samplesOf(input: AnalysisInput): WindowSamples[] {
  const samples = remembered.get(input) ?? samplesByWindow(input.rows, input.windows);
  remembered.set(input, samples);
  return samples;
}
