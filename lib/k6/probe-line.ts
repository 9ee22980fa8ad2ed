import type { Capture } from '../measure/capture.ts';
import type { Measurement } from '../measure/measurement.ts';
import { type ProbeContext, probeOf } from '../measure/probe.ts';
import { redact } from './redact.ts';

/** One exchange looked at closely, as one line of JSON without any of the secrets. */
export function probeLine(capture: Capture, exchange: Measurement, context: ProbeContext, secrets: string[]): string {
  // Text by text: within the JSON a piece of a secret would stand at no end.
  const redacted = (_: string, value: unknown) => (typeof value === 'string' ? redact(value, secrets) : value);
  return JSON.stringify(probeOf(capture, exchange, context), redacted);
}
