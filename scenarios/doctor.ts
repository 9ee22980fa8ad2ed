/**
 * What is one answer like?
 *
 * One request, described as one JSON line on the console; `k6-llm doctor` makes words of it. No load, no verdict.
 */
import { defineProbe } from '../lib/k6/probe.ts';

const probe = await defineProbe();

export const { options, handleSummary } = probe;
export default probe.iteration;
