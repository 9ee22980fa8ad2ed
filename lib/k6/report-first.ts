import type { Measurement } from '../measure/measurement.ts';
import { shared } from './shared.ts';

const toldHere: Record<string, boolean> = {};

/** Says on the console the first time that something of a kind goes wrong: what, and in whose words. */
export function reportFirst({ outcome, status, message }: Measurement): void {
  if (outcome === 'ok' || toldHere[outcome]) return;
  toldHere[outcome] = true;
  if (shared !== undefined && shared.add(`told:${outcome}`, 1) > 1) return;
  console.warn(
    `k6-llm: first ${outcome}${status === 0 ? '' : ` (status ${status})`}${message === undefined ? '' : `: ${message}`}`,
  );
}
