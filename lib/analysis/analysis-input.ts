import type { Window } from '../load/load-shape.ts';
import type { Row } from '../measure/row.ts';
import type { LatencyName } from './window-latency.ts';

/** What a run leaves to its analyses. */
export interface AnalysisInput {
  rows: Row[];
  windows: Window[];
  model: 'open' | 'closed';
  /** Exchanges begun, by the window's index; empty where it was not counted. */
  startedByWindow: number[];
  /** All draws depend on it: the same run gives the same findings. */
  seed: number;
  /** What saturation and growth are told from. @default 'total' */
  metric?: LatencyName;
}
