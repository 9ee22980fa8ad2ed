/**
 * k6-llm for a team's own k6 suite. Everything here runs inside k6; the pure rooms have entries of their own
 * (`k6-llm/load`, `k6-llm/thresholds`, …).
 */

export type { Prompt } from '../protocols/protocol.ts';
export type { Client, Exchange } from './client.ts';
export { defineTest, type K6Test, type TestDefinition } from './define-test.ts';
