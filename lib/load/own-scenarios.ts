import type { LoadShape } from './load-shape.ts';

/** The script brings k6 scenarios of its own; nothing is known of what they offer. */
export function ownScenarios(): LoadShape {
  return { model: 'closed', about: "the script's own scenarios", windows: [] };
}
