import { formatDuration } from '../options/duration.ts';
import { LlmError } from '../options/llm-error.ts';
import type { Options } from '../options/table.ts';
import { graceMs } from './grace.ts';
import type { LoadShape, Window } from './load-shape.ts';

/**
 * Users that join in equal steps, each sending its next request when its answer is there. One window a step; the warm-up
 * comes before the first step, with as many users as it has.
 */
export function step(options: Options): LoadShape {
  const { stepUsers, stepTimeMs, maxUsers, maxVus, warmupMs } = options;
  if (maxUsers < stepUsers) {
    throw new LlmError(
      `LLM_MAX_USERS=${maxUsers}: below the first step (LLM_STEP_USERS=${stepUsers}); accepted is ${stepUsers} or more`,
    );
  }
  if (maxUsers > maxVus) {
    throw new LlmError(`LLM_MAX_USERS=${maxUsers}: above LLM_MAX_VUS=${maxVus}; accepted is at most ${maxVus}`);
  }
  // The last step may be smaller, so that the most is exactly what was asked for.
  const steps = Array.from({ length: Math.ceil(maxUsers / stepUsers) }, (_, i) =>
    Math.min((i + 1) * stepUsers, maxUsers),
  );
  if (steps.length > 100) {
    throw new LlmError(
      `LLM_STEP_USERS=${stepUsers}: ${steps.length} steps up to ${maxUsers} users; accepted is at most 100 steps, ` +
        `so ${Math.ceil(maxUsers / 100)} or more`,
    );
  }
  const windows = steps.map((users, index): Window => {
    const startMs = warmupMs + index * stepTimeMs;
    return { index, startMs, endMs: startMs + stepTimeMs, users };
  });
  return {
    scenario: {
      executor: 'ramping-vus',
      startVUs: stepUsers,
      // A stage of no length jumps: the users of a step all join at its beginning.
      stages: windows.flatMap(({ users }, index) => [
        ...(index === 0 ? [] : [{ duration: '0s', target: users }]),
        { duration: formatDuration(stepTimeMs + (index === 0 ? warmupMs : 0)), target: users },
      ]),
      gracefulRampDown: formatDuration(graceMs(options)),
      gracefulStop: formatDuration(graceMs(options)),
    },
    model: 'closed',
    about: `closed load, ${steps.length === 1 ? '' : `${steps[0]} to `}${maxUsers} users in ${steps.length} steps of ${formatDuration(stepTimeMs)}`,
    durationMs: warmupMs + steps.length * stepTimeMs,
    windows,
  };
}
