import { asObject } from '../../measure/json-object.ts';
import { endpointNowMs } from '../instant.ts';
import type { RateLimit } from '../rate-limit.ts';
import { parseReset } from '../reset.ts';
import { readCount } from './count.ts';
import { googleQuotas } from './google-quota.ts';
import { readHeaderName } from './header-families.ts';
import { type Policy, readPolicies, readState, withWindow } from './ietf-draft.ts';
import { windowInName } from './window-in-name.ts';

/**
 * The limits that a reply tells, whosever they are: gateways put their own headers beside those of the API behind them.
 * What cannot be read is not stated, and a limit of which nothing can be read is none; Azure's -1 is such a case.
 *
 * @param body a refusal's, where some APIs tell their limits
 * @param nowMs milliseconds since the epoch, for points in time told by an endpoint that does not tell its own time
 */
export function advertisedLimits(
  headers: Record<string, string>,
  body: string | undefined,
  nowMs: number,
): RateLimit[] {
  const error = errorOf(body);
  const passedOn = asObject(asObject(error.metadata).headers);
  return [
    ...limitsFromHeaders(headers, endpointNowMs(headers, nowMs)),
    // OpenRouter's refusals hold in their body the headers that it was refused with.
    ...limitsFromHeaders(passedOn, endpointNowMs(headers, nowMs)),
    ...googleQuotas(error),
  ].filter((limit) => Object.keys(limit).length > 1);
}

function limitsFromHeaders(headers: Record<string, unknown>, nowMs: number): RateLimit[] {
  const limits = new Map<string, RateLimit>();
  const policies: Policy[] = [];
  let state: string | undefined;
  for (const [name, raw] of Object.entries(headers)) {
    const value = String(raw).trim();
    const lower = name.toLowerCase();
    if (lower === 'ratelimit') state = value;
    if (lower === 'ratelimit-policy') policies.push(...readPolicies(value));
    const named = readHeaderName(lower);
    if (named === undefined) continue;
    const { family, field, dimension } = named;
    const key = `${family} ${dimension}`;
    const limit = limits.get(key) ?? windowInName(dimension);
    limits.set(key, limit);
    if (field === 'reset') {
      const resetMs = parseReset(value, nowMs);
      if (resetMs !== undefined) limit.resetMs = resetMs;
      continue;
    }
    // Drafts up to 05 name the policies behind the limit: `100, 100;w=60`.
    const [first = '', ...rest] = value.split(/(?=[,;])/);
    const count = readCount(first.trim());
    if (count !== undefined) limit[field] = count;
    if (rest.length > 0) policies.push(...readPolicies(value));
  }
  const told = [...limits.entries()].map(([key, limit]) =>
    key.startsWith('plain ') ? withWindow(limit, policies) : limit,
  );
  if (state !== undefined) told.push(...readState(state, policies));
  else if (told.length === 0 && policies.length > 0) told.push(...readState('', policies));
  return told.filter(({ limit, remaining, resetMs }) => [limit, remaining, resetMs].some((one) => one !== undefined));
}

function errorOf(body: string | undefined): Record<string, unknown> {
  // Answers are long, and none of them tells limits.
  if (body === undefined || !/"(details|metadata)"/.test(body)) return {};
  try {
    const parsed: unknown = JSON.parse(body);
    return asObject(asObject(Array.isArray(parsed) ? parsed[0] : parsed).error);
  } catch {
    return {};
  }
}
