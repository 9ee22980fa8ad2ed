/**
 * Keys of a request body (`LLM_EXTRA_BODY`) under which a model's list price says not what the request costs: another
 * model may answer, another tier serves it, or something other than text tokens is charged.
 */
const keys = ['models', 'fallbacks', 'plugins', 'web_search_options', 'modalities', 'audio'];

/** Tiers that cost what the list says. */
const usualTiers: unknown[] = ['auto', 'default', 'standard', 'standard_only', null];

/** The part of the body for which the list price does not hold; undefined where it does. */
export function unlistedBy(extraBody: Record<string, unknown> = {}): string | undefined {
  const { service_tier: tier, tools } = extraBody;
  if (tier !== undefined && !usualTiers.includes(tier)) return `service_tier ${JSON.stringify(tier)}`;
  if (Array.isArray(tools) && tools.some((tool) => hosted(tool))) return 'tools that the provider runs';
  return keys.find((key) => extraBody[key] !== undefined && extraBody[key] !== null);
}

/** A function that the caller runs costs its tokens; what the provider runs is charged by the call. */
function hosted(tool: unknown): boolean {
  const { type } = (tool ?? {}) as { type?: unknown };
  return type !== undefined && type !== 'function' && type !== 'custom';
}
