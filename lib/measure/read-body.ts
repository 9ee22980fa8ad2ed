import type { Capture } from './capture.ts';
import { createFrameEvaluator } from './evaluate-frames.ts';
import type { FrameRules } from './frame-rules.ts';

/**
 * A reply that came whole, read as if it were one frame that arrived at the end; our extension does the same in Go.
 * Servers pad long waits with empty lines before the JSON (DeepSeek), so white space around it means nothing.
 */
export function readBody(capture: Capture, rules: FrameRules): Capture {
  if (capture.body === undefined) return capture;
  const evaluator = createFrameEvaluator(rules, ['text']);
  evaluator.frame(capture.body.trim(), capture.timings.end);
  const { firstFrame: _first, finishFrame: _finish, ...found } = evaluator.result();
  return { ...capture, ...found, roleOnlyFirst: false };
}
