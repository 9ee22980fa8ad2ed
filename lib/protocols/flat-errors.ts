import type { FieldRule } from '../measure/frame-rules.ts';

/**
 * Errors that are not under `error`: Mistral's, which call themselves one, and those of gateways, a message and a code
 * (`{"message":"boom","code":500}`). Some gateways put a code into good frames too, which say what `object` they are.
 */
export const flatErrors = (): FieldRule[] => [
  { path: 'message', when: { path: 'object', is: 'error' } },
  { path: 'message', when: { path: 'code' }, unless: { path: 'object' } },
];
