import { asObject } from '../measure/json-object.ts';

interface CapFields {
  /** Where the body caps the output of one answer; where several stand, the server decides which it reads. */
  caps: string[];
  /** Where it asks for several answers. */
  answers: string[];
}

const several = ['n', 'best_of'];

/** By protocol. One that is missing has no cap that could be relied on, and cannot be run under a budget. */
const capFields: Record<string, CapFields> = {
  'openai-chat': { caps: ['max_tokens', 'max_completion_tokens'], answers: several },
  'openai-completions': { caps: ['max_tokens'], answers: several },
  'openai-responses': { caps: ['max_output_tokens'], answers: [] },
  anthropic: { caps: ['max_tokens'], answers: [] },
  'bedrock-converse': { caps: ['inferenceConfig.maxTokens'], answers: [] },
  gemini: { caps: ['generationConfig.maxOutputTokens'], answers: ['generationConfig.candidateCount'] },
  cohere: { caps: ['max_tokens'], answers: [] },
  ollama: { caps: ['options.num_predict'], answers: [] },
};

/**
 * The most output tokens that a request may bring: the cap in the body that is really sent, for each of the answers that
 * it asks for. Undefined without a cap.
 */
export function outputCap(protocol: string, body: string): number | undefined {
  const fields = capFields[protocol];
  if (fields === undefined) return undefined;
  const sent: unknown = JSON.parse(body);
  const counts = (paths: string[]): number[] => paths.map((path) => valueAt(sent, path)).filter(isCount);
  const caps = counts(fields.caps);
  return caps.length === 0 ? undefined : Math.max(...caps) * Math.max(1, ...counts(fields.answers));
}

function valueAt(value: unknown, path: string): unknown {
  return path.split('.').reduce((found, key) => asObject(found)[key], value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}
