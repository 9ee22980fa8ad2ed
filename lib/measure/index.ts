/** From what a transport saw to what it means, and to the row that is recorded of it. */
export type { Capture, CaptureTimings, Ended, PieceTimes } from './capture.ts';
export { type MeasureContext, measure } from './measure.ts';
export { type Measurement, type Outcome, outcomes } from './measurement.ts';
export { rowVersion } from './row.ts';
