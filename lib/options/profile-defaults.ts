import { LlmError } from './llm-error.ts';

/** Named sets of defaults of one scenario, by environment name, as one would write them. */
export type Profiles = Record<string, Record<string, string>>;

/**
 * A scenario's defaults with those of the chosen profile over them.
 *
 * @throws LlmError on a profile that the scenario does not have
 */
export function profileDefaults(
  defaults: Record<string, string>,
  profiles: Profiles,
  profile: string | undefined,
): Record<string, string> {
  if (!profile) return defaults;
  if (Object.hasOwn(profiles, profile)) return { ...defaults, ...profiles[profile] };
  const names = Object.keys(profiles);
  throw new LlmError(
    `LLM_PROFILE=${profile}: ${names.length === 0 ? 'this scenario has none' : `accepted is one of ${names.join(', ')}`}`,
  );
}
