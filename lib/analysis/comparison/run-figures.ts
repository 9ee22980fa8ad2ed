import type { FigureName } from './figures.ts';

/** All that a comparison needs of one run; a baseline file holds these. Absent is absent. */
export interface RunFigures {
  /** Where it came from, as the user would name it. */
  run: string;
  /** ISO 8601. */
  endedAt: string;
  /** Exchanges of the measured phase that ended. */
  exchanges: number;
  conditions: Conditions;
  /** Why its numbers are not to be trusted, or not complete; empty for a run that can be compared. */
  unusable: string[];
  figures: Partial<Record<FigureName, Figure>>;
}

export interface Figure {
  value: number;
  /** What it was taken from: answers of a percentile, requests of a share. */
  samples: number;
}

/** What has to be alike for a difference to mean something. */
export interface Conditions {
  scenario: string;
  protocol: string;
  model: string;
  baseUrl: string;
  transport: string;
  stream: boolean;
  /** Options in force by environment name. */
  options: Record<string, string>;
  versions: { 'k6-llm': string; k6?: string };
}
