import type { RateLimit } from '../rate-limit.ts';
import { readCount } from './count.ts';
import { type ListMember, readList } from './structured-list.ts';

/** How much in which time; a policy of the older drafts has no name but its quota. */
export interface Policy {
  name?: string;
  quota?: number;
  windowMs?: number;
  unit?: string;
}

/** `"permin";q=50;w=60` (draft 08 and later), `50;w=60` (before). */
export function readPolicies(text: string): Policy[] {
  return readList(text).map(({ item, isQuoted, parameters }) => {
    const quota = readCount(isQuoted ? parameters.get('q') : item) ?? readCount(parameters.get('q'));
    const windowMs = seconds(parameters.get('w'));
    const unit = parameters.get('qu');
    return {
      ...(isQuoted || parameters.has('q') ? { name: item } : {}),
      ...(quota === undefined ? {} : { quota }),
      ...(windowMs === undefined ? {} : { windowMs }),
      ...(unit === undefined ? {} : { unit }),
    };
  });
}

/**
 * `RateLimit` with the policies of `RateLimit-Policy`: `"default";r=50;t=30` by the name of its policy (draft 08 and
 * later), `limit=100, remaining=50, reset=5` (07).
 */
export function readState(text: string, policies: Policy[]): RateLimit[] {
  const members = readList(text);
  const fields = new Map(members.map(({ item }) => item.split('=', 2) as [string, string]));
  if (!fields.has('limit') && !fields.has('remaining')) return byPolicy(members, policies);
  return [
    withWindow(
      known({
        dimension: 'requests',
        limit: readCount(fields.get('limit')),
        remaining: readCount(fields.get('remaining')),
        resetMs: seconds(fields.get('reset')),
      }),
      policies,
    ),
  ];
}

/** A limit without a name has the window of the policy with its quota. */
export function withWindow(limit: RateLimit, policies: Policy[]): RateLimit {
  const policy = policies.find(({ quota, windowMs }) => windowMs !== undefined && quota === limit.limit);
  return policy?.windowMs === undefined || limit.windowMs !== undefined
    ? limit
    : { ...limit, windowMs: policy.windowMs };
}

function byPolicy(states: ListMember[], policies: Policy[]): RateLimit[] {
  const named = policies.filter(({ name }) => name !== undefined);
  if (states.length === 0 && named.length === 0) {
    return policies.map(({ quota, windowMs }) => known({ dimension: 'requests', limit: quota, windowMs }));
  }
  const names = new Set([...named.map(({ name }) => name), ...states.map(({ item }) => item)]);
  return [...names].map((name = '') => {
    const policy = named.find((one) => one.name === name);
    const state = states.find(({ item }) => item === name)?.parameters;
    return known({
      dimension: dimensionOf(name, policy?.unit),
      limit: policy?.quota,
      remaining: readCount(state?.get('r')),
      resetMs: seconds(state?.get('t')),
      windowMs: policy?.windowMs,
    });
  });
}

/** Requests is the draft's own unit; a name such as `default` or `permin` is none, one such as `input-tokens` is. */
function dimensionOf(name: string, unit: string | undefined): string {
  return unit ?? (/token|request/i.test(name) ? name : 'requests');
}

function seconds(text: string | undefined): number | undefined {
  const count = readCount(text);
  return count === undefined ? undefined : count * 1000;
}

function known(limit: { [K in keyof RateLimit]: RateLimit[K] | undefined }): RateLimit {
  return Object.fromEntries(Object.entries(limit).filter(([, value]) => value !== undefined)) as unknown as RateLimit;
}
